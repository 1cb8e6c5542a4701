package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;

import com.google.protobuf.Empty;
import io.grpc.Status.Code;
import java.util.List;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.PopGrpc;

/** Who is let in. */
final class SessionCases {

  private SessionCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "session-01", "A call without a token is UNAUTHENTICATED", SessionCases::noToken),
        new PopCase(
            "session-02",
            "A call with an unknown token is PERMISSION_DENIED",
            SessionCases::unknownToken),
        new PopCase(
            "session-03",
            "Of several tokens one that is good suffices",
            SessionCases::oneGoodToken),
        new PopCase(
            "session-04",
            "A user that is not known is INVALID_ARGUMENT at Login",
            SessionCases::unknownUser),
        new PopCase(
            "session-05",
            "Logout ends every session whose token was sent, and no other",
            SessionCases::logout));
  }

  private static void noToken(PopBench pop) throws Exception {
    pop.refused(
        "Info without a token",
        () -> pop.wire().with().info(),
        PopReason.NO_TOKEN,
        Code.UNAUTHENTICATED);
  }

  private static void unknownToken(PopBench pop) throws Exception {
    pop.refused(
        "Info with an unknown token",
        () -> pop.wire().with("bm9ib2R5").info(),
        PopReason.INVALID_TOKEN,
        Code.PERMISSION_DENIED);
  }

  private static void oneGoodToken(PopBench pop) {
    PopSession both = pop.wire().with("bm9ib2R5", pop.wire().login());
    both.info();
    both.call(PopGrpc.getLogoutMethod(), Empty.getDefaultInstance());
  }

  private static void unknownUser(PopBench pop) throws Exception {
    Credentials nobody =
        Credentials.newBuilder().setUsername(pop.newName()).setPassword("x").build();
    pop.refused(
        "Login of an unknown user",
        () -> pop.wire().with().call(PopGrpc.getLoginMethod(), nobody),
        PopReason.INVALID_CREDENTIALS,
        Code.INVALID_ARGUMENT);
  }

  private static void logout(PopBench pop) throws Exception {
    String first = pop.wire().login();
    String second = pop.wire().login();
    check(!first.equals(second), "two Logins gave the same token");
    PopSession both = pop.wire().with(first, second);
    both.call(PopGrpc.getLogoutMethod(), Empty.getDefaultInstance());
    for (String ended : List.of(first, second)) {
      pop.refused(
          "Info with a token that was logged out",
          () -> pop.wire().with(ended).info(),
          PopReason.INVALID_TOKEN,
          Code.PERMISSION_DENIED);
    }
    pop.pop().info();
  }
}
