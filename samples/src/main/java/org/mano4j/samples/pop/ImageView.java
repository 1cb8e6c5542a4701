package org.mano4j.samples.pop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Image;

/** An image under one of its names, with the keys of the first {@code pop}. */
record ImageView(
    int version,
    String extId,
    String name,
    long minRam,
    long minDiskSpace,
    @JsonProperty("isPublic") boolean isPublic,
    @JsonInclude(Include.NON_NULL) @Nullable String created) {

  static final Table<ImageView> TABLE =
      new Table<ImageView>()
          .column("NAME", ImageView::name)
          .column("ID", image -> shortId(image.extId))
          .column("CREATED", ImageView::shortCreated);

  /** Once under each name, in the order that the Pop tells. */
  static List<ImageView> all(Image image) {
    return image.names().isEmpty()
        ? List.of(of(image, ""))
        : image.names().stream().map(name -> of(image, name)).toList();
  }

  /** Under a name that it was asked for by. */
  static ImageView of(Image image, String name) {
    return new ImageView(0, image.id(), name, 0, 0, false, Dates.text(image.created()));
  }

  /** One that the Pop does not list (any more), of which only this text is known. */
  static ImageView unknown(String reference) {
    return new ImageView(0, reference, reference, 0, 0, false, null);
  }

  /** Nothing was made in 1970: a Pop that does not know says so. */
  private String shortCreated() {
    return created == null || created.equals(Dates.text(Instant.EPOCH)) ? "" : created;
  }

  /** The beginning of a digest; nobody types the whole of it. */
  static String shortId(String id) {
    int begin = id.indexOf(':') + 1;
    return id.startsWith("sha256:") && id.length() > begin + 12 ? id.substring(0, begin + 12) : id;
  }
}
