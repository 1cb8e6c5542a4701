package org.mano4j.samples.popd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;
import org.mano4j.pop.server.PasswordHash;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.pop.Failures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a configuration. */
@Command(
    name = "init",
    description = {
      "Asks for the name of the Pop, its address, its engine, and a user with a password, and writes"
          + " a configuration with all keys explained, by default to docker-popd.toml in this"
          + " folder. Only its owner can read it. Where no person sits, the answers are lines of"
          + " standard input; an empty one takes the default.",
      ""
    },
    exitCodeOnInvalidInput = ExitCode.USAGE)
final class PopdInit implements Callable<Integer> {

  private static final Path USUAL = Path.of("docker-popd.toml");

  private final PopdCommand popd;
  private final InputStream answers;

  @Option(names = "--force", description = "Overwrite a file that is there.")
  private boolean force;

  PopdInit(PopdCommand popd, InputStream answers) {
    this.popd = popd;
    this.answers = answers;
  }

  @Override
  public Integer call() {
    Path given = popd.file();
    Path file = given == null ? USUAL : given;
    try {
      if (!force && Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      String text = PopdTemplate.fill(ask());
      // What is written starts the program: better told now than at the start.
      Config config = Config.parse(text, file.toString(), Map.of()).withKeysOfAnyCase();
      PopdConfig.read(config, Map.of(), new PopdOptions(file, null, null, false, false, null));
      write(file, text);
    } catch (FileAlreadyExistsException e) {
      return failed(file + " is there already; name another file with --config, or give --force");
    } catch (NoSuchFileException e) {
      return failed(
          "cannot write " + file + ": there is no folder " + file.toAbsolutePath().getParent());
    } catch (IOException e) {
      return failed("cannot write " + file + ": " + e.getMessage());
    } catch (IllegalArgumentException | ConfigException e) {
      return failed("nothing is written: " + e.getMessage());
    }
    // Not the whole command: a clone and an installation have different ones.
    popd.out().println("wrote " + file + "; now start the Pop with --config " + file);
    return ExitCode.DONE;
  }

  private Map<String, String> ask() throws IOException {
    Questions questions = new Questions(answers, popd.err());
    String name = questions.ask("Name of the Pop", "docker-popd");
    String address = questions.ask("Address to listen on", "127.0.0.1:60000");
    String engine = questions.ask("Docker Engine", EngineKeys.LOCAL.toString());
    String user = questions.ask("User", "admin");
    String password = questions.askSecret("Password");
    if (!password.equals(questions.askSecret("Password again"))) {
      throw new IllegalArgumentException("the two passwords differ");
    }
    PasswordHash hash = PasswordHash.of(password, PasswordHash.DEFAULT_COST);
    return Map.of(
        "name", name, "address", address, "engine", engine, "user", user, "hash", hash.text());
  }

  /** For the owner alone from its first byte on; whole or not at all. */
  private void write(Path file, String text) throws IOException {
    Path target = file.toAbsolutePath();
    Path written = force ? target.resolveSibling(target.getFileName() + ".new") : target;
    if (force) {
      Files.deleteIfExists(written);
    }
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            written,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    if (force) {
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private int failed(String sentence) {
    Failures.tell(sentence, popd.out(), popd.err());
    return ExitCode.FAILED;
  }
}
