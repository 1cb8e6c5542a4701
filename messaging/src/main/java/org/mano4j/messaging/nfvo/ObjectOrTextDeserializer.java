package org.mano4j.messaging.nfvo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;

/** An endpoint, or a JSON text that holds one: some SDKs write it so. */
final class ObjectOrTextDeserializer extends JsonDeserializer<VnfmManagerEndpoint> {

  @Override
  public VnfmManagerEndpoint deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return context.readValue(parser, VnfmManagerEndpoint.class);
    }
    try {
      return CatalogueJson.read(parser.getText(), VnfmManagerEndpoint.class);
    } catch (CatalogueException e) {
      return context.reportInputMismatch(
          VnfmManagerEndpoint.class, "the text does not hold an endpoint: %s", e.getMessage());
    }
  }
}
