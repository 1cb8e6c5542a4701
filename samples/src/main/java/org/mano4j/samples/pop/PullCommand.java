package org.mano4j.samples.pop;

import java.util.List;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopClient;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has a Pop get an image. */
@Command(
    name = "pull",
    description = {
      "Has the Pop get an image, and shows it.",
      "How far it has come is told on standard error: a bar on a terminal, lines elsewhere."
    })
final class PullCommand extends PopTask {

  @Parameters(
      paramLabel = "IMAGE",
      arity = "0..*",
      hideParamSyntax = true,
      description = "A name with or without tag.")
  private List<String> arguments = List.of();

  @Override
  void check() {
    if (arguments.size() != 1) {
      throw wrongNumber(arguments.size());
    }
    if (arguments.get(0).isEmpty()) {
      throw usage("invalid argument '': give the name of an image");
    }
  }

  @Override
  int run(PopClient client, Printer printer) {
    String name = arguments.get(0);
    Image image;
    Surroundings around = pop().surroundings();
    try (PullDisplay display =
        new PullDisplay(pop().err(), around.errIsTerminal(), around.columns())) {
      image = client.pull(name, display::show);
    }
    List<ImageView> views = ImageView.all(image);
    printer.one(
        views.stream().filter(view -> view.name().equals(name)).findFirst().orElse(views.get(0)),
        ImageView.TABLE);
    return ExitCode.DONE;
  }
}
