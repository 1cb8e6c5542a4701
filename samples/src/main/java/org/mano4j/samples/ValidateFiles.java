package org.mano4j.samples;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mano4j.descriptors.DescriptorValidator;
import org.mano4j.descriptors.Finding;

/** Opens what a user names, sees what it is, and validates it. */
final class ValidateFiles {

  static final String STANDARD_INPUT = "-";

  /** Above the 4 MiB that a validator takes, so that it is the one to refuse. */
  private static final int MOST_BYTES = 5 * 1024 * 1024;

  private final DescriptorValidator validator;
  private final @Nullable ValidateKind forced;

  /** With the kind that all files are; null to see for oneself. */
  ValidateFiles(DescriptorValidator validator, @Nullable ValidateKind forced) {
    this.validator = validator;
    this.forced = forced;
  }

  /** Validates one file. That it cannot be read is in the result. */
  ValidateResult.FileResult validate(String name) {
    try (InputStream in = open(name)) {
      return validate(name, new BufferedInputStream(in));
    } catch (IOException | InvalidPathException e) {
      return ValidateResult.FileResult.unreadable(name, why(e));
    }
  }

  private ValidateResult.FileResult validate(String name, BufferedInputStream in)
      throws IOException {
    ValidateKind kind =
        forced != null || !ValidateKind.isArchive(name, in) ? forced : ValidateKind.PACKAGE;
    if (kind == ValidateKind.PACKAGE) {
      return result(name, kind, validator.vnfPackage(name, in).findings());
    }
    byte[] json = in.readNBytes(MOST_BYTES);
    ValidateKind descriptor = kind == null ? ValidateKind.ofJson(json) : kind;
    return result(
        name,
        descriptor,
        descriptor == ValidateKind.NSD
            ? validator.nsd(name, json).findings()
            : validator.vnfd(name, json).findings());
  }

  private static ValidateResult.FileResult result(
      String name, ValidateKind kind, List<Finding> findings) {
    return new ValidateResult.FileResult(name, kind.toString(), findings, null);
  }

  /** Standard input is not ours to close. */
  static InputStream open(String name) throws IOException {
    return name.equals(STANDARD_INPUT)
        ? new BufferedInputStream(System.in) {
          @Override
          public void close() {
            // others may want to read on
          }
        }
        : new FileInputStream(file(name));
  }

  /** Opened as a stream, which pipes are; the channels of {@link Files} want to know positions. */
  private static File file(String name) throws IOException {
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw new NoSuchFileException(name);
    }
    if (Files.isDirectory(path)) {
      throw new IOException(
          name.isEmpty()
              ? "its name is empty"
              : "it is a folder; pack it, or name the files in it");
    }
    if (!Files.isReadable(path)) {
      throw new AccessDeniedException(name);
    }
    return path.toFile();
  }

  /** Why a file cannot be read. */
  static String why(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return String.valueOf(e.getMessage());
  }
}
