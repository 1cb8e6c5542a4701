package org.mano4j.pop;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One thread for the network, which ends when it is told to. Starts with the first connection. */
final class NetworkThread {

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("pop-client", true), NioIoHandler.newFactory());

  /** Makes it the thread of a channel. */
  void serves(NettyChannelBuilder channel) {
    channel.eventLoopGroup(loop).channelType(NioSocketChannel.class);
  }

  /** Ends it when it has done what it has to do; idempotent. */
  CompletableFuture<Void> end() {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(done -> ended.complete(null));
    return ended;
  }
}
