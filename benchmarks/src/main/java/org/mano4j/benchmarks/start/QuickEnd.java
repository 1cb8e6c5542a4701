package org.mano4j.benchmarks.start;

import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * {@link BareImages} by somebody who knows that a JVM waits 0.3 s at its end for threads that are
 * in native code, as gRPC's network threads always are: these end before.
 */
public final class QuickEnd {

  private QuickEnd() {}

  /** Ends the process. */
  public static void main(String[] args) throws InterruptedException {
    EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(
                System.getenv("POP_HOST"), InsecureChannelCredentials.create())
            .eventLoopGroup(threads)
            .channelType(NioSocketChannel.class)
            .build();
    BareImages.print(channel);
    channel.shutdown().awaitTermination(1, TimeUnit.SECONDS);
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(1, TimeUnit.SECONDS);
    System.out.flush();
    System.exit(0);
  }
}
