package org.mano4j.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.descriptors.DescriptorValidator;
import org.mano4j.descriptors.RuleInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with descriptors and VNF packages, and where. */
@Command(
    name = "validate",
    description = {
      "Checks network service descriptors, VNF descriptors and VNF packages, all files at once."
          + " What each file is, its content tells.",
      "",
      "Findings go to standard output, one a line, as compilers print them:",
      "  file:line:column: error [rule] what is wrong; what would be right",
      ""
    },
    footer = {
      "",
      "Exit codes:",
      "  0   no errors; warnings are allowed",
      "  2   errors, or a file that cannot be read",
      "  64  wrong usage",
      "",
      "Examples:",
      "  mano4j validate nsd.json vnfs/*.tar",
      "  mano4j validate --vims vims.json --json nsd.json",
      "  tar -c Metadata.yaml vnfd.json scripts | mano4j validate -"
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private HelpOption help;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "What to check: JSON, or a tar, perhaps compressed with gzip. - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--as",
      paramLabel = "KIND",
      description = "Take every file for this: ${COMPLETION-CANDIDATES}.")
  private @Nullable ValidateKind kind;

  @Option(
      names = "--vims",
      paramLabel = "FILE",
      description = "The VIM instances of the site, as a JSON list: find also what they lack.")
  private @Nullable String vims;

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  private boolean json;

  @Option(names = "--strict", description = "Take warnings for errors in the exit code.")
  private boolean strict;

  @Option(names = "--rules", description = "List all rules instead of checking files.")
  private boolean rules;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    refuseWrongUsage();
    int code = rules ? rules(out) : files(out, err);
    out.flush();
    err.flush();
    if (Output.isLost(out, err)) {
      return ExitCode.FAILED;
    }
    return code;
  }

  private void refuseWrongUsage() {
    if (rules && !files.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--rules takes no files");
    }
    if (!rules && files.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "no file is named");
    }
    long readsInput = Collections.frequency(files, ValidateFiles.STANDARD_INPUT);
    if (ValidateFiles.STANDARD_INPUT.equals(vims)) {
      readsInput++;
    }
    if (readsInput > 1) {
      throw new ParameterException(spec.commandLine(), "standard input can be read only once");
    }
  }

  private int rules(PrintWriter out) {
    List<RuleInfo> all =
        DescriptorValidator.rules().stream().sorted(Comparator.comparing(RuleInfo::id)).toList();
    if (json) {
      out.println(CatalogueJson.writePretty(all));
    } else {
      int width = all.stream().mapToInt(rule -> rule.id().length()).max().orElse(1);
      for (RuleInfo rule : all) {
        out.printf(
            "%-" + width + "s  %-7s  %s%n",
            rule.id(),
            rule.severity().name().toLowerCase(Locale.ROOT),
            rule.description());
      }
    }
    return ExitCode.DONE;
  }

  private int files(PrintWriter out, PrintWriter err) {
    DescriptorValidator validator;
    try {
      validator = validator();
    } catch (IOException | InvalidPathException | CatalogueException e) {
      err.println("error: cannot read the VIM instances in " + vims + ": " + ValidateFiles.why(e));
      return ExitCode.BAD_INPUT;
    }
    ValidateFiles validate = new ValidateFiles(validator, kind);
    ValidateResult result =
        ValidateResult.of(files.stream().map(validate::validate).toList(), strict);
    if (json) {
      out.println(CatalogueJson.writePretty(result));
    } else {
      print(result, out, err);
    }
    return result.ok() ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  private DescriptorValidator validator() throws IOException {
    if (vims == null) {
      return DescriptorValidator.forAnySite();
    }
    try (InputStream in = ValidateFiles.open(vims)) {
      List<VimInstance> instances =
          List.of(CatalogueJson.read(in.readAllBytes(), VimInstance[].class));
      if (instances.isEmpty()
          || instances.stream().anyMatch(vim -> vim.name() == null || vim.type() == null)) {
        throw new CatalogueException(
            "it is to be a list of VIM instances, each with \"name\" and \"type\"");
      }
      return DescriptorValidator.forVims(instances);
    }
  }

  private static void print(ValidateResult result, PrintWriter out, PrintWriter err) {
    for (ValidateResult.FileResult file : result.files()) {
      if (file.error() != null) {
        err.println("error: cannot read " + file.file() + ": " + file.error());
      }
      file.findings().forEach(out::println);
    }
    out.flush();
    err.println(result.summary());
  }
}
