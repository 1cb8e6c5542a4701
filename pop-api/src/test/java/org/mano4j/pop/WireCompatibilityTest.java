package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;

/**
 * What old peers know is frozen: it was agreed on with Pops that are installed already. The file
 * {@code appendix_b.proto} holds that and nothing else; ours may only have more.
 */
class WireCompatibilityTest {

  private static final FileDescriptor OLD =
      org.mano4j.pop.legacy.ContainerList.getDescriptor().getFile();
  private static final FileDescriptor OURS = ContainerList.getDescriptor().getFile();

  @Test
  void callsHaveTheirNamesAndTypes() {
    assertThat(calls(OURS)).containsAll(calls(OLD));
    assertThat(calls(OLD))
        .containsExactlyInAnyOrder(
            "vim_pop.Pop.Containers Filter ContainerList",
            "vim_pop.Pop.Flavours Filter FlavourList",
            "vim_pop.Pop.Images Filter ImageList",
            "vim_pop.Pop.Networks Filter NetworkList",
            "vim_pop.Pop.Create ContainerConfig Container",
            "vim_pop.Pop.Delete Filter Empty",
            "vim_pop.Pop.Metadata NewMetadata Empty",
            "vim_pop.Pop.Start Filter Container",
            "vim_pop.Pop.Stop Filter Empty",
            "vim_pop.Pop.Login Credentials Token",
            "vim_pop.Pop.Logout Empty Empty",
            "vim_pop.Pop.Info Empty Infos");
    assertThat(PopGrpc.getInfoMethod().getFullMethodName()).isEqualTo("vim_pop.Pop/Info");
  }

  @Test
  void fieldsHaveTheirNumbersAndTypes() {
    assertThat(fields(OURS)).containsAll(fields(OLD));
    assertThat(fields(OLD))
        .containsExactlyInAnyOrder(
            "Container.id=1 string",
            "Container.names=2 repeated string",
            "Container.image_id=3 string",
            "Container.flavour_id=4 string",
            "Container.command=5 string",
            "Container.created=6 int64",
            "Container.started=7 int64",
            "Container.status=8 enum Status",
            "Container.extended_status=9 string",
            "Container.endpoints=10 map string Endpoint",
            "Container.md=11 Metadata",
            "ContainerConfig.name=1 string",
            "ContainerConfig.image_id=2 string",
            "ContainerConfig.flavour_id=3 string",
            "ContainerConfig.endpoints=4 map string Endpoint",
            "ContainerList.list=1 repeated Container",
            "Credentials.username=1 string",
            "Credentials.password=2 string",
            "Endpoint.net_id=1 string",
            "Endpoint.net_name=2 string",
            "Endpoint.endpoint_id=3 string",
            "Endpoint.ipv4=4 Ip",
            "Endpoint.ipv6=5 Ip",
            "Endpoint.mac=6 string",
            "Filter.id=1 oneof options string",
            "Filter.name=2 oneof options string",
            "Flavour.id=1 string",
            "Flavour.name=2 string",
            "FlavourList.list=1 repeated Flavour",
            "Image.id=1 string",
            "Image.names=2 repeated string",
            "Image.created=3 int64",
            "ImageList.list=1 repeated Image",
            "Infos.type=1 string",
            "Infos.name=2 string",
            "Infos.timestamp=3 int64",
            "Ip.address=1 string",
            "Ip.subnet=2 Subnet",
            "Metadata.entries=1 map string string",
            "Network.id=1 string",
            "Network.name=2 string",
            "Network.external=3 bool",
            "Network.subnets=4 repeated Subnet",
            "NetworkList.list=1 repeated Network",
            "NewMetadata.filter=1 Filter",
            "NewMetadata.md=2 Metadata",
            "Subnet.cidr=1 string",
            "Subnet.gateway=2 string",
            "Token.value=1 string");
  }

  @Test
  void statesHaveTheirNumbers() {
    List<String> states =
        org.mano4j.pop.proto.Container.Status.getDescriptor().getValues().stream()
            .map((EnumValueDescriptor value) -> value.getName() + "=" + value.getNumber())
            .toList();

    assertThat(states)
        .containsExactly(
            "UNAVAILABLE=0", "CREATED=1", "RUNNING=2", "EXITED=3", "FAILED=4", "STOPPING=5");
  }

  @Test
  void bytesOfRequestsAreAsEver() {
    assertThat(hex(Credentials.newBuilder().setUsername("a").setPassword("b:c").build()))
        .isEqualTo("0a0161" + "1203623a63");
    assertThat(hex(PopWire.toProto(Filter.all()))).isEmpty();
    assertThat(hex(PopWire.toProto(Filter.byId("7")))).isEqualTo("0a0137");
    assertThat(hex(PopWire.toProto(Filter.byName("")))).isEqualTo("1200");
    assertThat(hex(PopWire.toProto(ContainerConfig.of("c", "i").withAddress("n", "1.2.3.4"))))
        .isEqualTo(
            "0a0163" + "120169" + "2210" + "0a016e" + "120b" + "2209" + "0a07312e322e332e34");
    assertThat(
            hex(
                NewMetadata.newBuilder()
                    .setFilter(PopWire.toProto(Filter.byId("7")))
                    .setMd(PopWire.toProto(java.util.Map.of("K", "V")))
                    .build()))
        .isEqualTo("0a030a0137" + "1208" + "0a060a014b120156");
  }

  private static List<String> calls(FileDescriptor file) {
    List<String> calls = new ArrayList<>();
    for (MethodDescriptor method : file.findServiceByName("Pop").getMethods()) {
      calls.add(
          method.getFullName()
              + " "
              + method.getInputType().getName()
              + (method.isServerStreaming() ? " stream " : " ")
              + method.getOutputType().getName());
    }
    return calls;
  }

  private static List<String> fields(FileDescriptor file) {
    List<String> fields = new ArrayList<>();
    for (Descriptor message : file.getMessageTypes()) {
      for (FieldDescriptor field : message.getFields()) {
        fields.add(
            message.getName()
                + "."
                + field.getName()
                + "="
                + field.getNumber()
                + " "
                + type(field));
      }
    }
    return fields;
  }

  private static String hex(com.google.protobuf.MessageLite message) {
    return HexFormat.of().formatHex(message.toByteArray());
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      List<FieldDescriptor> entry = field.getMessageType().getFields();
      return "map " + scalar(entry.get(0)) + " " + scalar(entry.get(1));
    }
    if (field.getRealContainingOneof() != null) {
      return "oneof " + field.getRealContainingOneof().getName() + " " + scalar(field);
    }
    return (field.isRepeated() ? "repeated " : "") + scalar(field);
  }

  private static String scalar(FieldDescriptor field) {
    return switch (field.getType()) {
      case MESSAGE -> field.getMessageType().getName();
      case ENUM -> "enum " + field.getEnumType().getName();
      default -> field.getType().name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
