package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.NO_PULL;
import static org.mano4j.testkit.pop.PopNeed.PULL;

import io.grpc.Status.Code;
import java.util.List;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Image;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.PullProgress;
import org.mano4j.pop.proto.PullRequest;

/** Images. */
final class ImageCases {

  private ImageCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "image-01", "A container can be made from an image by its id, too", ImageCases::byId),
        new PopCase(
            "image-02",
            "PullImage of an image that is there ends with that image",
            ImageCases::pull,
            PULL),
        new PopCase(
            "image-03",
            "PullImage without an image is INVALID_ARGUMENT",
            ImageCases::pullNothing,
            PULL),
        new PopCase(
            "image-04",
            "PullImage is UNIMPLEMENTED where the platform has no such thing",
            ImageCases::unsupported,
            ADDITIONS,
            NO_PULL));
  }

  private static void byId(PopBench pop) {
    Image image = pop.pop().images(PopBench.name(pop.image())).get(0);
    pop.start(pop.create(pop.config().setImageId(image.getId())));
  }

  private static PopMessages<PullProgress> pull(PopBench pop, String image) {
    return pop.pop().stream(
        PopGrpc.getPullImageMethod(), PullRequest.newBuilder().setImage(image).build());
  }

  private static void pull(PopBench pop) throws Exception {
    try (PopMessages<PullProgress> progress = pull(pop, pop.image())) {
      List<PullProgress> all = progress.rest();
      check(!all.isEmpty(), "PullImage has told nothing");
      PullProgress last = all.get(all.size() - 1);
      check(last.hasImage(), "the last message holds no image");
      equal(
          "the image of the last message",
          last.getImage().getId(),
          pop.pop().images(PopBench.name(pop.image())).get(0).getId());
    }
  }

  private static void pullNothing(PopBench pop) throws Exception {
    try (PopMessages<PullProgress> progress = pull(pop, "")) {
      pop.refused(
          "PullImage without an image",
          progress::next,
          PopReason.INVALID_FIELD,
          Code.INVALID_ARGUMENT);
    }
  }

  private static void unsupported(PopBench pop) throws Exception {
    try (PopMessages<PullProgress> progress = pull(pop, pop.image())) {
      pop.refused("PullImage", progress::next, PopReason.NOT_SUPPORTED, Code.UNIMPLEMENTED);
    }
  }
}
