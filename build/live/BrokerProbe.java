import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Whether the RabbitMQ that live tests use is there: AMQP and management on their usual ports of
 * this machine, for guest/guest. Run as a source file, since a bare machine has no other tool to
 * ask with: {@code java BrokerProbe.java SECONDS}, the time it may take to come.
 *
 * <p>Exit codes: 0 both answer, 10 nothing listens on the AMQP port, 11 AMQP is well and management
 * does not answer, 12 what listens is of no use. All but the first print a sentence.
 */
final class BrokerProbe {

  private static final int AMQP = 5672;
  private static final int MANAGEMENT = 15672;
  private static final String LOGIN = "guest";
  private static final int TIMEOUT_MILLIS = 3000;

  private static final int READY = 0;
  private static final int NOTHING = 10;
  private static final int NO_MANAGEMENT = 11;
  private static final int USELESS = 12;

  private static final int START_METHOD = 10;
  private static final int TUNE_METHOD = 30;
  private static final int CLOSE_METHOD = 50;
  private static final int FRAME_END = 0xCE;

  private String problem = "";

  public static void main(String[] args) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[0])).toNanos();
    BrokerProbe probe = new BrokerProbe();
    int state = probe.look();
    while (state != READY && System.nanoTime() < end) {
      Thread.sleep(300);
      state = probe.look();
    }
    if (state != READY) {
      System.out.println(probe.problem);
    }
    System.exit(state);
  }

  private int look() throws InterruptedException {
    try {
      askAmqp();
    } catch (ConnectException e) {
      problem = "nothing listens on port " + AMQP + " of this machine";
      return NOTHING;
    } catch (IOException e) {
      problem = "what listens on port " + AMQP + " is of no use: " + e.getMessage();
      return USELESS;
    }
    try {
      askManagement();
      return READY;
    } catch (ConnectException e) {
      problem = "nothing listens on the management port, " + MANAGEMENT;
      return NO_MANAGEMENT;
    } catch (IOException e) {
      problem =
          "what listens on the management port, " + MANAGEMENT + ", is of no use: " + e.getMessage();
      return NO_MANAGEMENT;
    }
  }

  /** A login as far as the broker's terms for the connection (AMQP 0-9-1, section 2.2.4). */
  private static void askAmqp() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress("127.0.0.1", AMQP), TIMEOUT_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      out.write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
      if (method(in) != START_METHOD) {
        throw new IOException("it does not speak AMQP 0-9-1");
      }
      out.write(startOk());
      switch (method(in)) {
        case TUNE_METHOD -> {}
        case CLOSE_METHOD -> throw new IOException("it refuses the user " + LOGIN);
        default -> throw new IOException("it does not speak AMQP 0-9-1");
      }
    }
  }

  /** The method of the next frame, which must belong to the class connection. */
  private static int method(DataInputStream in) throws IOException {
    try {
      int type = in.readUnsignedByte();
      int channel = in.readUnsignedShort();
      int size = in.readInt();
      int classId = in.readUnsignedShort();
      int method = in.readUnsignedShort();
      if (type != 1 || channel != 0 || classId != 10 || size < 4 || size > 131_072) {
        throw new IOException("it does not speak AMQP 0-9-1");
      }
      in.readNBytes(size - 4 + 1);
      return method;
    } catch (EOFException e) {
      throw new IOException("it ends the connection", e);
    }
  }

  /** Connection.Start-Ok: no client properties, PLAIN, the login, en_US. */
  private static byte[] startOk() throws IOException {
    var body = new ByteArrayOutputStream();
    var data = new DataOutputStream(body);
    data.writeShort(10);
    data.writeShort(11);
    data.writeInt(0);
    data.writeByte("PLAIN".length());
    data.writeBytes("PLAIN");
    String response = "\0" + LOGIN + "\0" + LOGIN;
    data.writeInt(response.length());
    data.writeBytes(response);
    data.writeByte("en_US".length());
    data.writeBytes("en_US");
    var frame = new ByteArrayOutputStream();
    var head = new DataOutputStream(frame);
    head.writeByte(1);
    head.writeShort(0);
    head.writeInt(body.size());
    body.writeTo(head);
    head.writeByte(FRAME_END);
    return frame.toByteArray();
  }

  private static void askManagement() throws IOException, InterruptedException {
    byte[] login = (LOGIN + ":" + LOGIN).getBytes(StandardCharsets.US_ASCII);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + MANAGEMENT + "/api/overview"))
            .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .build();
    HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofMillis(TIMEOUT_MILLIS)).build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("it answers HTTP status " + status + " to the user " + LOGIN);
    }
  }
}
