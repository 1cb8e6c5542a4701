package org.mano4j.samples.popd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mano4j.config.Table;
import org.mano4j.pop.docker.RegistryLogin;

/** As whom images are got: {@code [Registries."registry.example.org:5000"]}. */
final class RegistryKeys {

  private static final String PASSWORD = "Password";
  private static final String FILE = "PasswordFile";

  private RegistryKeys() {}

  static List<RegistryLogin> read(Table registries) {
    List<RegistryLogin> all = new ArrayList<>();
    registries
        .named()
        .forEach(
            (host, table) -> {
              String user = table.text("User").required();
              String password = password(table);
              try {
                all.add(new RegistryLogin(host, user, password));
              } catch (IllegalArgumentException e) {
                table.problem("User", "is for a registry that cannot be: " + e.getMessage());
              }
            });
    return List.copyOf(all);
  }

  private static String password(Table table) {
    Optional<String> said = table.text(PASSWORD).optional();
    Optional<Path> file = Keys.file(table, FILE);
    if (said.isPresent() == table.has(FILE)) {
      table.problem(PASSWORD, "or " + FILE + " is to be set, one of them");
    }
    if (file.isEmpty()) {
      return said.orElse("");
    }
    try {
      return Files.readString(file.get()).strip();
    } catch (IOException e) {
      table.problem(FILE, "cannot be read as text: " + file.get());
      return "";
    }
  }
}
