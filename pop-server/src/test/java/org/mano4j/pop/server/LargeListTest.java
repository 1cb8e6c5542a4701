package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.all;

import com.sun.management.OperatingSystemMXBean;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.ContainerBuilder;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.EndpointBuilder;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.PopGrpc;

/** Lists of 100,000 containers over loopback. */
class LargeListTest {

  private static final int COUNT = 100_000;

  /** Processor time of the whole process, caller and Pop, since other builds may run beside. */
  @Test
  void aHundredThousandContainersAreListedSoon() throws Exception {
    InMemoryPopStore store = new InMemoryPopStore();
    for (int i = 1; i <= COUNT; i++) {
      store.save(record(i));
    }
    try (RegistryLab lab = new RegistryLab(InMemoryPopBackend.create(), store)) {
      lab.registry.restore();
      Server server = serve(lab.registry);
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
      try {
        PopGrpc.PopBlockingStub pop =
            PopGrpc.newBlockingStub(channel).withMaxInboundMessageSize(1 << 30);
        long best = Long.MAX_VALUE;
        for (int round = 1; round <= 5; round++) {
          long begin = System.nanoTime();
          long cpuBefore = cpu();
          ContainerList list = pop.containers(all());
          long cpu = cpu() - cpuBefore;
          System.out.printf(
              "LargeListTest: %d containers, %d bytes: %d ms, %d ms of processor time%n",
              list.getListCount(),
              list.getSerializedSize(),
              Duration.ofNanos(System.nanoTime() - begin).toMillis(),
              Duration.ofNanos(cpu).toMillis());
          assertThat(list.getListCount()).isEqualTo(COUNT);
          best = Math.min(best, cpu);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(2));
        assertThat(pages(pop)).isEqualTo(COUNT);
      } finally {
        channel.shutdownNow();
        server.shutdownNow();
      }
    }
  }

  private static int pages(PopGrpc.PopBlockingStub pop) {
    int count = 0;
    String token = "";
    do {
      ContainerList page =
          pop.containers(Filter.newBuilder().setPageSize(10_000).setPageToken(token).build());
      count += page.getListCount();
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return count;
  }

  private static Server serve(ContainerRegistry registry) throws Exception {
    Platform platform = new Platform(InMemoryPopBackend.create());
    ListCalls lists =
        new ListCalls(
            platform,
            new NetworkCatalog(platform, new InMemoryPopStore(), new AddressManager()),
            registry);
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(
            new PopGrpc.PopImplBase() {
              @Override
              public void containers(Filter request, StreamObserver<ContainerList> observer) {
                Answer.with(observer, () -> lists.containers(request));
              }
            })
        .build()
        .start();
  }

  private static ContainerRecord record(int number) {
    String id = String.format("%08x-0000-4000-8000-000000000000", number);
    String address = "10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256;
    return ContainerRecordBuilder.builder()
        .container(
            ContainerBuilder.builder()
                .id(id)
                .names(List.of("web-" + number))
                .imageId("web:latest")
                .flavourId(Flavour.UNLIMITED.id())
                .created(Instant.EPOCH)
                .status(ContainerStatus.CREATED)
                .extendedStatus("container ready for instantiation")
                .endpoints(
                    Map.of(
                        "private",
                        EndpointBuilder.builder()
                            .networkId("net-private")
                            .networkName("private")
                            .ipv4(new Ip(address, new Subnet("10.0.0.0/8", "10.0.0.1")))
                            .build()))
                .metadata(Map.of("ROLE", "web"))
                .life(1)
                .build())
        .number(number)
        .image(new Image("sha256:0", List.of("web:latest"), Instant.EPOCH))
        .flavour(Flavour.UNLIMITED)
        .owner("admin")
        .idempotencyKey("")
        .configDigest("")
        .build();
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
