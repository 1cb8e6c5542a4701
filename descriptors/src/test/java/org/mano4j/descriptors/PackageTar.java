package org.mano4j.descriptors;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.mano4j.catalogue.Blob;

/** Archives as tests need them: the sound sample, and changed in every way a tar allows. */
final class PackageTar {

  static final String METADATA = "Metadata.yaml";
  static final String VNFD = "vnfd.json";
  static final String INSTALL = "scripts/install.sh";

  /** One entry, sound or not. */
  record Part(String name, byte kind, byte[] content) {}

  private final List<Part> parts = new ArrayList<>();

  /** The folder of the sample package. */
  static Path folder() {
    URL url = Objects.requireNonNull(PackageTar.class.getResource("/package/sipp-client"));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The sample package, whose validation finds nothing. */
  static PackageTar sound() {
    try {
      PackageTar tar = new PackageTar();
      PackageParts.entries(VnfPackage.of(folder()))
          .forEach(entry -> tar.add(entry.path(), entry.content()));
      return tar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PackageTar add(String name, byte[] content) {
    return add(name, TarConstants.LF_NORMAL, content);
  }

  PackageTar add(String name, String content) {
    return add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  PackageTar add(String name, byte kind, byte[] content) {
    parts.add(new Part(name, kind, content));
    return this;
  }

  PackageTar addFirst(String name, byte kind, byte[] content) {
    parts.add(0, new Part(name, kind, content));
    return this;
  }

  PackageTar remove(String name) {
    if (!parts.removeIf(part -> part.name().equals(name))) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return this;
  }

  PackageTar rename(String name, String other) {
    parts.replaceAll(
        part -> part.name().equals(name) ? new Part(other, part.kind(), part.content()) : part);
    return this;
  }

  /** With one text replaced in one entry, where it is exactly once. */
  PackageTar replace(String name, String text, String replacement) {
    String content = text(name);
    if (content.indexOf(text) < 0 || content.indexOf(text) != content.lastIndexOf(text)) {
      throw new IllegalArgumentException(name + " has not exactly one '" + text + "'");
    }
    byte[] changed = content.replace(text, replacement).getBytes(StandardCharsets.UTF_8);
    parts.replaceAll(
        part -> part.name().equals(name) ? new Part(name, part.kind(), changed) : part);
    return this;
  }

  String text(String name) {
    return new String(part(name).content(), StandardCharsets.UTF_8);
  }

  private Part part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  /** The files by name. */
  Map<String, Blob> files() {
    Map<String, Blob> files = new LinkedHashMap<>();
    parts.forEach(part -> files.put(part.name(), Blob.of(part.content())));
    return files;
  }

  byte[] bytes() {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (Part part : parts) {
        TarArchiveEntry entry = new TarArchiveEntry(part.name(), part.kind(), true);
        entry.setSize(part.content().length);
        entry.setLinkName(part.kind() == TarConstants.LF_NORMAL ? "" : "/etc/passwd");
        tar.putArchiveEntry(entry);
        tar.write(part.content());
        tar.closeArchiveEntry();
      }
      tar.finish();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** With other bytes in the header at an offset, and its checksum corrected. */
  static byte[] patch(byte[] tar, int header, int offset, byte[] with) {
    byte[] patched = tar.clone();
    System.arraycopy(with, 0, patched, header + offset, with.length);
    Arrays.fill(patched, header + 148, header + 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += patched[header + i] & 0xff;
    }
    byte[] octal = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octal, 0, patched, header + 148, octal.length);
    return patched;
  }

  VnfPackage read() {
    return read(bytes());
  }

  static VnfPackage read(byte[] bytes) {
    return read(new ByteArrayInputStream(bytes), PackageLimits.defaults());
  }

  static VnfPackage read(InputStream in, PackageLimits limits) {
    try {
      return VnfPackage.read("sipp.tar", in, limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ValidationReport<VnfPackage> validate() {
    return validate(bytes());
  }

  static ValidationReport<VnfPackage> validate(byte[] bytes) {
    try {
      return PackageCheck.run(
          "sipp.tar",
          new ByteArrayInputStream(bytes),
          PackageLimits.defaults(),
          Surroundings.UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
