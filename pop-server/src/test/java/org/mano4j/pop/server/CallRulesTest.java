package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.PopGrpc;

/** Who may make which call. */
class CallRulesTest {

  private static final Path DOCUMENT = Path.of("../docs/pop-security.md");
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\|.*");

  @Test
  void everyCallOfTheServiceHasARule() {
    assertThat(CallRules.pop().keySet())
        .containsExactlyInAnyOrderElementsOf(
            PopGrpc.getServiceDescriptor().getMethods().stream()
                .map(MethodDescriptor::getBareMethodName)
                .toList());
  }

  @Test
  void aCallWithoutARuleIsNobodys() {
    assertThatThrownBy(() -> CallRules.of("vim_pop.Pop/Nope"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> CallRules.of("other.Service/Login"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theDocumentSaysTheSame() throws IOException {
    Map<String, String> written = new TreeMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        written.put(row.group(1), row.group(2));
      }
    }

    assertThat(written)
        .isEqualTo(
            CallRules.pop().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> name(e.getValue().least()))));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void aRoleMayMakeItsCallsAndNoOthers(Role role) {
    InMemoryPopBackend backend = RawPop.backend();
    try (RawPop lab =
        new RawPop(backend, PopServer.builder(backend).user("someone", "secret", role))) {
      String token =
          lab.stranger
              .login(Credentials.newBuilder().setUsername("someone").setPassword("secret").build())
              .getValue();
      for (MethodDescriptor<byte[], byte[]> method : RawCall.methods()) {
        Role least = CallRules.pop().get(method.getBareMethodName()).least();
        if (least == null || method.getBareMethodName().equals("Logout")) {
          continue;
        }
        Metadata headers = new Metadata();
        headers.put(RawPop.TOKEN, token);

        RawCall.Outcome outcome =
            RawCall.make(lab.channel, method, new byte[0], headers, CallOptions.DEFAULT);

        String details =
            StatusProto.fromStatusAndTrailers(outcome.status(), outcome.trailers()).toString();
        if (role.compareTo(least) >= 0) {
          assertThat(details).as("%s", method).doesNotContain(PopReason.ROLE_TOO_LOW);
        } else {
          assertThat(outcome.status().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
          assertThat(outcome.status().getDescription()).contains("needs the role " + name(least));
          assertThat(details).contains(PopReason.ROLE_TOO_LOW, name(least));
        }
      }
    }
  }

  private static String name(Role role) {
    return role == null ? "none" : role.name().toLowerCase(Locale.ROOT);
  }
}
