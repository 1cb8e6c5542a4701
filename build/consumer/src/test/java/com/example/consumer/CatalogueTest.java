package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;

class CatalogueTest {

  @Test
  void readsADescriptorAndLosesNothing() {
    NetworkServiceDescriptor nsd =
        CatalogueJson.read(
            "{\"name\":\"voice\",\"vnfd\":[{\"name\":\"client\"}],\"colour\":\"red\"}",
            NetworkServiceDescriptor.class);

    assertEquals("voice", nsd.name());
    assertEquals("client", nsd.vnfd().get(0).name());
    assertTrue(CatalogueJson.writePretty(nsd).contains("\"colour\" : \"red\""));
  }
}
