package org.mano4j.descriptors;

import java.util.List;
import java.util.Optional;

/**
 * A package as the rules of its metadata look at it.
 *
 * @param metadata {@code Metadata.yaml}
 * @param vnfd the VNFD; empty if it cannot be read
 * @param contents its files
 */
record PackageView(Located metadata, Optional<Located> vnfd, PackageContents contents) {

  /** The value of a key with two spellings. */
  Optional<Located> get(List<String> spellings) {
    return spellings.stream().flatMap(key -> metadata.get(key).stream()).findFirst();
  }

  /** Which image its VDUs run; empty if nothing readable is said of that. */
  Optional<Located> image() {
    return metadata.get("image").filter(image -> image.kind() == Located.Kind.OBJECT);
  }

  /** When to upload it: the text, or the word for the boolean; empty if it is not said. */
  Optional<String> upload() {
    return image()
        .flatMap(image -> image.get("upload"))
        .filter(upload -> upload.kind() == Located.Kind.TEXT || isBoolean(upload))
        .flatMap(
            upload ->
                isBoolean(upload) ? Optional.of(isTrue(upload) ? "true" : "false") : upload.text());
  }

  /** Whether an NFVO may have to upload it. */
  boolean mayUpload() {
    return upload().filter(upload -> List.of("true", "check").contains(upload)).isPresent();
  }

  static boolean isBoolean(Located value) {
    return value.kind() == Located.Kind.BOOLEAN;
  }

  /** Whether a boolean is true, in one of YAML's words for it. */
  static boolean isTrue(Located value) {
    return value.text().filter(text -> text.matches("(?i)true|yes|on|y")).isPresent();
  }

  /** Whether a list has an element that says something. */
  static boolean says(Located object, String list) {
    return object.list(list).stream().anyMatch(item -> item.text().isPresent())
        || object.get(list).filter(Located::isMisfit).isPresent();
  }
}
