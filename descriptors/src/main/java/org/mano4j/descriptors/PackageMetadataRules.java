package org.mano4j.descriptors;

import java.util.List;
import java.util.Optional;

/**
 * What can be wrong with {@code Metadata.yaml}. What only an NFVO 6.0 refuses, where older ones
 * take it, is a warning.
 */
final class PackageMetadataRules {

  private static final List<String> PROVIDER = List.of("provider", "vendor");
  private static final List<String> NFVO_VERSION = List.of("nfvo_version", "nfvo-version");
  private static final List<String> VIM_TYPES = List.of("vim_types", "vim-types");

  private static final List<String> UPLOADS = List.of("true", "false", "check");

  static final List<Rule<PackageView>> ALL =
      List.of(
          Rule.error(
              "missing-package-name",
              "Metadata.yaml has a name.",
              PackageMetadataRules::nameMissing),
          Rule.warning(
              "missing-provider",
              "Metadata.yaml has a provider: NFVO 6.0 insists.",
              PackageMetadataRules::providerMissing),
          Rule.warning(
              "missing-nfvo-version",
              "Metadata.yaml has an nfvo_version: NFVO 6.0 insists.",
              PackageMetadataRules::nfvoVersionMissing),
          Rule.error(
              "missing-vim-types",
              "Metadata.yaml lists the vim_types.",
              PackageMetadataRules::vimTypesMissing),
          Rule.error(
              "two-spellings",
              "No key of Metadata.yaml is there in both its spellings.",
              PackageMetadataRules::twoSpellings),
          Rule.error(
              "missing-image-choice",
              "Metadata.yaml has an image with the option upload.",
              PackageMetadataRules::imageMissing),
          Rule.error(
              "unknown-upload",
              "The option upload is \"true\", \"false\" or \"check\".",
              PackageMetadataRules::uploadUnknown),
          Rule.warning(
              "unquoted-upload",
              "The option \"true\" is in quotes: an NFVO takes the boolean for false.",
              PackageMetadataRules::uploadUnquoted),
          Rule.error(
              "image-not-named",
              "An image that may be in the VIM already has ids or names.",
              PackageMetadataRules::imageNotNamed),
          Rule.error(
              "missing-image-link",
              "An image that may have to be uploaded has a link.",
              PackageMetadataRules::linkMissing),
          Rule.error(
              "incomplete-image-config",
              "An image that may have to be uploaded has a whole image-config.",
              PackageMetadataRules::configIncomplete),
          Rule.error(
              "incomplete-repository",
              "An additional repository has type and configuration.",
              PackageMetadataRules::repositoryIncomplete),
          Rule.warning(
              "scripts-ignored",
              "A package has scripts or a scripts-link.",
              PackageMetadataRules::scriptsIgnored),
          Rule.warning(
              "different-name",
              "Package and VNFD have the same name: NFVO 6.0 insists.",
              (view, out) -> different(view, List.of("name"), "name", out)),
          Rule.warning(
              "different-provider",
              "The package's provider is the VNFD's vendor: NFVO 6.0 insists.",
              (view, out) -> different(view, PROVIDER, "vendor", out)),
          Rule.warning(
              "different-version",
              "Package and VNFD have the same version.",
              (view, out) -> different(view, List.of("version"), "version", out)));

  private PackageMetadataRules() {}

  private static void nameMissing(PackageView view, Rule.Complaints out) {
    missing(view, List.of("name"), "add name: what the package is called", out);
  }

  private static void providerMissing(PackageView view, Rule.Complaints out) {
    missing(view, PROVIDER, "add provider: the vendor of the VNFD; an NFVO 6.0 insists on it", out);
  }

  private static void nfvoVersionMissing(PackageView view, Rule.Complaints out) {
    missing(view, NFVO_VERSION, "add nfvo_version: such as 6.0.0; an NFVO 6.0 insists on it", out);
  }

  private static void vimTypesMissing(PackageView view, Rule.Complaints out) {
    missing(view, VIM_TYPES, "add vim_types: a list such as [docker]", out);
  }

  private static void missing(
      PackageView view, List<String> spellings, String remedy, Rule.Complaints out) {
    boolean there =
        view.get(spellings)
            .filter(value -> value.isMisfit() || value.kind() != Located.Kind.TEXT || says(value))
            .isPresent();
    boolean misfit =
        spellings.stream()
            .map(view.metadata().fields()::get)
            .anyMatch(value -> value != null && value.isMisfit());
    if (!there && !misfit) {
      out.add(
          view.get(spellings).orElse(view.metadata()),
          "the package has no " + spellings.get(0),
          remedy);
    }
  }

  private static boolean says(Located value) {
    return value.text().isPresent();
  }

  private static void twoSpellings(PackageView view, Rule.Complaints out) {
    for (List<String> spellings : List.of(PROVIDER, NFVO_VERSION, VIM_TYPES)) {
      Located other = view.metadata().fields().get(spellings.get(1));
      if (other != null && view.metadata().fields().containsKey(spellings.get(0))) {
        out.add(
            other,
            "'%s' says the same as '%s', and an NFVO refuses both together"
                .formatted(spellings.get(1), spellings.get(0)),
            "remove one of them");
      }
    }
  }

  private static void imageMissing(PackageView view, Rule.Complaints out) {
    if (view.metadata().get("image").isEmpty()) {
      out.add(
          view.metadata(),
          "the package does not say which image its VDUs run",
          "add image: with upload: \"false\" and names: of images in the VIM");
    }
  }

  private static void uploadUnknown(PackageView view, Rule.Complaints out) {
    Optional<Located> image = view.image();
    if (image.isPresent()
        && image.get().get("upload").filter(Located::isMisfit).isEmpty()
        && view.upload().filter(UPLOADS::contains).isEmpty()) {
      out.add(
          image.get().near("upload"),
          view.upload()
              .map(upload -> "there is no option '" + PackagePath.printable(upload) + "'")
              .orElse("the image has no option upload"),
          "set upload: to \"true\", \"false\" or \"check\"");
    }
  }

  private static void uploadUnquoted(PackageView view, Rule.Complaints out) {
    view.image()
        .flatMap(image -> image.get("upload"))
        .filter(upload -> PackageView.isBoolean(upload) && PackageView.isTrue(upload))
        .ifPresent(
            upload ->
                out.add(
                    upload,
                    "true without quotes is a boolean, which an NFVO takes for \"false\"",
                    "write \"true\""));
  }

  private static void imageNotNamed(PackageView view, Rule.Complaints out) {
    boolean mayBeThere =
        view.upload().filter(upload -> List.of("false", "check").contains(upload)).isPresent();
    view.image()
        .filter(image -> mayBeThere)
        .filter(image -> !PackageView.says(image, "ids") && !PackageView.says(image, "names"))
        .ifPresent(
            image ->
                out.add(
                    image,
                    "nothing tells which image of the VIM will do",
                    "add names: a list of names of images, or ids:"));
  }

  private static void linkMissing(PackageView view, Rule.Complaints out) {
    view.image()
        .filter(image -> view.mayUpload() && image.text("link").isEmpty())
        .ifPresent(
            image ->
                out.add(
                    image.near("link"),
                    "the image may have to be uploaded, but it has no link",
                    "add link: where the image is, or set upload: to \"false\""));
  }

  private static void configIncomplete(PackageView view, Rule.Complaints out) {
    Located config = view.metadata().near("image-config");
    if (!view.mayUpload() || config.isMisfit()) {
      return;
    }
    boolean none = view.metadata().get("image-config").isEmpty();
    List<String> missing =
        PackageTypes.IMAGE_CONFIG_KEYS.stream()
            .filter(key -> none || config.get(key).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      out.add(
          config,
          "the image may have to be uploaded, but image-config lacks " + String.join(", ", missing),
          "add it, or set upload: to \"false\"");
    }
  }

  private static void repositoryIncomplete(PackageView view, Rule.Complaints out) {
    for (Located repository : view.metadata().list("additional-repos")) {
      boolean typed =
          repository.get("type").filter(Located::isMisfit).isPresent()
              || repository.text("type").filter(type -> type.matches("(?i)rpm|deb")).isPresent();
      if (!typed) {
        out.add(
            repository.near("type"),
            "the type of a repository is rpm or deb",
            "add type: deb or rpm");
      } else if (!PackageView.says(repository, "configuration")) {
        out.add(
            repository.near("configuration"),
            "a repository has no configuration",
            "add configuration: a list of lines for the package manager");
      }
    }
  }

  private static void scriptsIgnored(PackageView view, Rule.Complaints out) {
    if (view.metadata().text("scripts-link").isPresent() && !view.contents().scripts().isEmpty()) {
      out.add(
          view.metadata().near("scripts-link"),
          "with this link an NFVO drops the scripts of the package",
          "remove the link, or scripts/");
    }
  }

  private static void different(
      PackageView view, List<String> spellings, String ofVnfd, Rule.Complaints out) {
    Optional<Located> here = view.get(spellings).filter(value -> value.text().isPresent());
    if (here.isEmpty() || view.vnfd().isEmpty()) {
      return;
    }
    Located vnfd = view.vnfd().get();
    boolean unsaid = vnfd.get(ofVnfd).isEmpty() && !ofVnfd.equals("vendor");
    if (unsaid || vnfd.near(ofVnfd).isMisfit()) {
      return;
    }
    String there = vnfd.text(ofVnfd).orElse("");
    if (!there.equals(here.get().text().orElseThrow())) {
      out.add(
          here.get(),
          "the VNFD has the %s '%s'".formatted(ofVnfd, PackagePath.printable(there)),
          "write the same in both");
    }
  }
}
