package org.mano4j.pop;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.ContainerEvent;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.ContainerStats;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Image;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.LogChunk;
import org.mano4j.pop.proto.LogRequest;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.NetworkConfig;
import org.mano4j.pop.proto.PullProgress;
import org.mano4j.pop.proto.PullRequest;
import org.mano4j.pop.proto.Resources;
import org.mano4j.pop.proto.WatchRequest;

/** A Pop that knows the calls of later generations, too. */
final class RenewedPop extends FakePop {

  final List<Filter> asked = new CopyOnWriteArrayList<>();
  final List<ContainerConfig> created = new CopyOnWriteArrayList<>();
  final AtomicInteger deleted = new AtomicInteger();
  final AtomicInteger starts = new AtomicInteger();
  final CountDownLatch streamLeft = new CountDownLatch(1);
  volatile List<Container> present = List.of();
  volatile boolean repeatsPages;

  static List<Container> containers(int count) {
    List<Container> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(Container.newBuilder().setId("id-" + i).setLife(1).build());
    }
    return list;
  }

  static Metadata reason(Status.Code code, String domain, String reason) {
    com.google.rpc.Status details =
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage("not now")
            .addDetails(Any.pack(Empty.getDefaultInstance()))
            .addDetails(
                Any.pack(ErrorInfo.newBuilder().setDomain(domain).setReason(reason).build()))
            .build();
    return StatusProto.toStatusRuntimeException(details).getTrailers();
  }

  @Override
  public void info(Empty request, StreamObserver<Infos> out) {
    infos.incrementAndGet();
    answer(out, Infos.newBuilder().setCapacity(Resources.getDefaultInstance()).build());
  }

  @Override
  public void containers(Filter request, StreamObserver<ContainerList> out) {
    asked.add(request);
    List<Container> all = present;
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    int size = request.getPageSize() == 0 ? all.size() : request.getPageSize();
    int to = Math.min(all.size(), from + size);
    ContainerList.Builder page = ContainerList.newBuilder().addAllList(all.subList(from, to));
    if (to < all.size() || repeatsPages) {
      page.setNextPageToken(String.valueOf(repeatsPages ? from : to));
    }
    answer(out, page.build());
  }

  @Override
  public void create(ContainerConfig request, StreamObserver<Container> out) {
    created.add(request);
    answer(
        out,
        Container.newBuilder()
            .setId("new")
            .addNames(request.getName())
            .setLife(1)
            .setMd(request.getMd())
            .putAllLabels(request.getLabelsMap())
            .build());
  }

  @Override
  public void delete(Filter request, StreamObserver<Empty> out) {
    deleted.incrementAndGet();
    super.delete(request, out);
  }

  @Override
  public void start(Filter request, StreamObserver<Container> out) {
    starts.incrementAndGet();
    answer(out, Container.newBuilder().setId(request.getId()).setLife(1).build());
  }

  @Override
  public void reset(Filter request, StreamObserver<Container> out) {
    answer(out, Container.newBuilder().setId(request.getId()).setLife(2).build());
  }

  @Override
  public void createNetwork(NetworkConfig request, StreamObserver<Network> out) {
    answer(out, Network.newBuilder().setId("net").setName(request.getName()).build());
  }

  @Override
  public void deleteNetwork(Filter request, StreamObserver<Empty> out) {
    answer(out, Empty.getDefaultInstance());
  }

  @Override
  public void pullImage(PullRequest request, StreamObserver<PullProgress> out) {
    for (int i = 1; i <= 100; i++) {
      out.onNext(PullProgress.newBuilder().setCurrent(i).setTotal(100).build());
    }
    answer(
        out,
        PullProgress.newBuilder()
            .setStatus("done")
            .setImage(Image.newBuilder().setId("sha256:" + request.getImage()))
            .build());
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<ContainerEvent> out) {
    ((ServerCallStreamObserver<ContainerEvent>) out).setOnCancelHandler(streamLeft::countDown);
    if (request.getAfter() < 0) {
      // Says nothing at all.
      return;
    }
    if (!refusals.isEmpty()) {
      answer(out, ContainerEvent.getDefaultInstance());
      return;
    }
    long after = request.hasAfter() ? request.getAfter() : 40;
    out.onNext(ContainerEvent.newBuilder().setSequence(after).build());
    out.onNext(
        ContainerEvent.newBuilder()
            .setSequence(after + 1)
            .setType(ContainerEvent.Type.CHANGED)
            .setContainer(Container.newBuilder().setId("c"))
            .build());
  }

  @Override
  public void logs(LogRequest request, StreamObserver<LogChunk> out) {
    for (int i = 0; i < 1000; i++) {
      out.onNext(
          LogChunk.newBuilder().setData(ByteString.copyFromUtf8("line " + i + "\n")).build());
    }
    out.onCompleted();
  }

  @Override
  public void stats(Filter request, StreamObserver<ContainerStats> out) {
    answer(out, ContainerStats.newBuilder().setContainerId(request.getId()).setPids(3).build());
  }
}
