package org.mano4j.benchmarks.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.internal.Supposition;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.openbaton.catalogue.nfvo.messages.Interfaces.NFVMessage;
import org.openbaton.nfvo.common.configuration.NfvoGsonDeserializerVimInstance;
import org.openbaton.nfvo.common.configuration.NfvoGsonSerializerVimInstance;
import org.openbaton.nfvo.common.configuration.VnfmGsonDeserializerNFVMessage;

/** Who reads and writes. */
enum Side {
  /** The published classes. */
  PUBLISHED {
    @Override
    Codec codec(Document document) {
      return gson(
          switch (document) {
            case NSD -> published("mano.descriptor.NetworkServiceDescriptor");
            case VNFR -> published("mano.record.VirtualNetworkFunctionRecord");
            case INSTANTIATE -> NFVMessage.class;
          });
    }
  },

  /** Ours. */
  MANO4J {
    @Override
    Codec codec(Document document) {
      return switch (document) {
        case NSD -> catalogue(NetworkServiceDescriptor.class);
        case VNFR -> catalogue(VirtualNetworkFunctionRecord.class);
        case INSTANTIATE ->
            of(MessageJson::readOrVnfm, value -> MessageJson.write((OrVnfmMessage) value));
      };
    }
  },

  /** Our records, read and written by our mapper without what keeps unknown properties. */
  KNOWN_ONLY {
    @Override
    Codec codec(Document document) {
      return jackson(
          switch (document) {
            case NSD -> NetworkServiceDescriptor.class;
            case VNFR -> VirtualNetworkFunctionRecord.class;
            case INSTANTIATE -> OrVnfmInstantiate.class;
          });
    }
  };

  abstract Codec codec(Document document);

  /** As a VNFM of the published SDK has it, but not indented. */
  private static Codec gson(Class<?> type) {
    Class<?> vimInstance = published("nfvo.viminstances.BaseVimInstance");
    Gson gson =
        new GsonBuilder()
            .registerTypeAdapter(NFVMessage.class, new VnfmGsonDeserializerNFVMessage())
            .registerTypeAdapter(vimInstance, new NfvoGsonDeserializerVimInstance())
            .registerTypeAdapter(vimInstance, new NfvoGsonSerializerVimInstance())
            .create();
    return of(
        json -> gson.fromJson(new String(json, StandardCharsets.UTF_8), type),
        value -> gson.toJson(value).getBytes(StandardCharsets.UTF_8));
  }

  /** By name: the compiler would look for the classes of a database that they are marked with. */
  private static Class<?> published(String name) {
    try {
      return Class.forName("org.openbaton.catalogue." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the published classes are not there", e);
    }
  }

  private static Codec catalogue(Class<?> type) {
    return of(json -> CatalogueJson.read(json, type), CatalogueJson::write);
  }

  private static Codec jackson(Class<?> type) {
    ObjectMapper mapper =
        CatalogueJson.mapper()
            .setAnnotationIntrospector(new KnownOnly())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    // as ours does it; there is but one kind in these documents, so that it is never wrong
    var reader = mapper.readerFor(type).withAttribute(Supposition.ALLOWED, true);
    var writer = mapper.writerFor(type);
    return new Codec() {
      @Override
      public Object read(byte[] json) {
        try {
          return reader.readValue(json);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public byte[] write(Object value) {
        try {
          return writer.writeValueAsBytes(value);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static Codec of(Function<byte[], Object> reader, Function<Object, byte[]> writer) {
    return new Codec() {
      @Override
      public Object read(byte[] json) {
        return reader.apply(json);
      }

      @Override
      public byte[] write(Object value) {
        return writer.apply(value);
      }
    };
  }
}
