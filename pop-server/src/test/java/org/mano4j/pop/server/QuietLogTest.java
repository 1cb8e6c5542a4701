package org.mano4j.pop.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.EMPTY;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers send leaves no stack trace in the log, however odd it is. */
class QuietLogTest {

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private RawPop lab;

  @BeforeEach
  void open() {
    lab = new RawPop(RawPop.backend());
    Logger.getLogger("").addHandler(handler);
  }

  @AfterEach
  void close() {
    Logger.getLogger("").removeHandler(handler);
    lab.close();
  }

  @Test
  void afterRequestsThatAreNoMessages() {
    Random random = new Random(5);
    Metadata token = new Metadata();
    token.put(RawPop.TOKEN, lab.login());
    for (MethodDescriptor<byte[], byte[]> method : RawCall.methods()) {
      for (int i = 0; i < 20; i++) {
        byte[] bytes = new byte[1 + random.nextInt(40)];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        RawCall.make(lab.channel, method, bytes, token, CallOptions.DEFAULT);
        RawCall.make(lab.channel, method, bytes, new Metadata(), CallOptions.DEFAULT);
      }
    }

    nothingLoud();
  }

  @Test
  void afterRequestsThatAreTooLarge() {
    MethodDescriptor<byte[], byte[]> method = RawCall.methods().get(0);
    Status status =
        RawCall.make(lab.channel, method, new byte[5 << 20], new Metadata(), CallOptions.DEFAULT)
            .status();

    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    nothingLoud();
  }

  @Test
  void afterZipBombs() {
    MethodDescriptor<byte[], byte[]> method = RawCall.methods().get(0);
    RawCall.make(
        lab.channel,
        method,
        new byte[50 << 20],
        new Metadata(),
        CallOptions.DEFAULT.withCompression("gzip"));

    nothingLoud();
  }

  static Stream<Odd> oddConnections() throws IOException {
    byte[] opened = join(PREFACE, frame(SETTINGS, 0, 0));
    byte[] call = join(opened, frame(HEADERS, END_HEADERS, 1, headers("identity")));
    byte[] zipped = join(opened, frame(HEADERS, END_HEADERS, 1, headers("gzip")));
    byte[] other = join(opened, frame(HEADERS, END_HEADERS, 1, headers("snappy")));
    return Stream.of(
        new Odd("nothing at all", new byte[0]),
        new Odd("HTTP/1.1", "GET / HTTP/1.1\r\nHost: pop\r\n\r\n".getBytes(US_ASCII)),
        new Odd("TLS", new byte[] {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3}),
        new Odd("zeros", new byte[1000]),
        new Odd("half a preface", "PRI * HT".getBytes(US_ASCII)),
        new Odd("a frame of no kind", join(opened, frame(77, 255, 3, new byte[9]))),
        new Odd("a frame too large", join(opened, new byte[] {127, 0, 0, 0, 0, 0, 0, 0, 1})),
        new Odd("data without a call", join(opened, frame(DATA, 0, 1, new byte[9]))),
        new Odd("headers that are none", join(opened, frame(HEADERS, 5, 1, new byte[] {-1, -1}))),
        new Odd("a call broken off", call),
        new Odd("half a message", join(call, frame(DATA, END_STREAM, 1, message(0, 9, 4)))),
        new Odd("an odd flag", join(call, frame(DATA, END_STREAM, 1, message(7, 4, 4)))),
        new Odd("a negative length", join(call, frame(DATA, 0, 1, message(0, -1, 4)))),
        new Odd("a huge length", join(call, frame(DATA, 0, 1, message(0, 1 << 30, 4)))),
        new Odd("zipped, said nothing", join(call, frame(DATA, END_STREAM, 1, message(1, 4, 4)))),
        new Odd("no zip", join(zipped, frame(DATA, END_STREAM, 1, message(1, 4, 4)))),
        new Odd("unknown zip", join(other, frame(DATA, END_STREAM, 1, message(1, 4, 4)))),
        new Odd(
            "two messages",
            join(
                call,
                frame(DATA, 0, 1, message(0, 0, 0)),
                frame(DATA, END_STREAM, 1, message(0, 0, 0)))),
        new Odd("no message", join(call, frame(DATA, END_STREAM, 1, new byte[0]))),
        new Odd("a call twice", join(call, frame(HEADERS, 5, 1, headers("identity")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddConnections")
  void afterAnOddConnection(Odd odd) throws IOException {
    for (boolean politely : new boolean[] {true, false}) {
      send(lab.server.port(), odd.bytes(), politely);
    }

    assertThat(lab.pop.info(EMPTY).getName()).isEqualTo("lab");
    nothingLoud();
  }

  @Test
  void afterPlainTextWhereTlsIsSpoken(@TempDir Path directory) throws IOException {
    TestCertificates.make(directory, "server");
    PopServerTls tls =
        PopServerTls.of(
            TestCertificates.certificate(directory, "server"),
            TestCertificates.key(directory, "server"));
    try (PopServer server =
        PopServer.builder(RawPop.backend()).user("admin", "secret").tls(tls).build()) {
      server.start();
      for (byte[] bytes : List.of(PREFACE, new byte[100], new byte[] {0x16, 3, 1, 0, 5, 1, 0})) {
        send(server.port(), bytes, true);
        send(server.port(), bytes, false);
      }
    }

    nothingLoud();
  }

  private static void send(int port, byte[] bytes, boolean politely) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(100);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      drain(socket);
      // Otherwise a reset.
      socket.setSoLinger(!politely, 0);
    }
  }

  private static void drain(Socket socket) {
    try {
      byte[] read = new byte[4096];
      while (socket.getInputStream().read(read) >= 0) {
        continue;
      }
    } catch (IOException e) {
      // Nothing more comes.
    }
  }

  private void nothingLoud() {
    assertThat(List.copyOf(records))
        .filteredOn(r -> r.getLevel().intValue() >= Level.INFO.intValue())
        .extracting(
            r ->
                r.getLoggerName() + " " + r.getLevel() + " " + r.getMessage() + " " + r.getThrown())
        .isEmpty();
  }

  private static byte[] headers(String encoding) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    String[] fields = {
      ":method",
      "POST",
      ":scheme",
      "http",
      ":path",
      "/vim_pop.Pop/Info",
      ":authority",
      "pop",
      "content-type",
      "application/grpc",
      "te",
      "trailers",
      "grpc-encoding",
      encoding
    };
    for (int i = 0; i < fields.length; i += 2) {
      block.write(0);
      for (String text : List.of(fields[i], fields[i + 1])) {
        block.write(text.length());
        block.write(text.getBytes(US_ASCII));
      }
    }
    return block.toByteArray();
  }

  private static byte[] message(int flag, int length, int sent) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(flag);
    out.writeInt(length);
    out.write(new byte[sent]);
    return bytes.toByteArray();
  }

  private static byte[] frame(int type, int flags, int stream, byte... payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(0);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }

  record Odd(String what, byte[] bytes) {

    @Override
    public String toString() {
      return what;
    }
  }
}
