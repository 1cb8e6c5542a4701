package org.mano4j.catalogue.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.lang.reflect.Field;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireDate;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;

/** A peer may run anywhere; Gson's date adapter takes over where that is. */
class DatesTest {

  private static final Class<?> IMAGE = PublishedTypes.named("BaseNfvImage");
  private static final Field CREATED = PublishedTypes.fields(IMAGE).get("created");

  @ParameterizedTest
  @CsvSource({"en-US,UTC", "de-DE,Europe/Berlin", "ja-JP,Asia/Tokyo", "ar-EG,America/St_Johns"})
  void aDateOfMano4jIsTheSameInstantThere(String locale, String zone) {
    in(
        locale,
        zone,
        () -> {
          Gson gson = new Gson();
          Seeds.all()
              .forEach(
                  seed -> {
                    Instant instant = new Dice(seed, IMAGE).instant();
                    BaseNfvImage here =
                        BaseNfvImageBuilder.builder().created(WireDate.of(instant)).build();

                    Object there = gson.fromJson(Wire.writeHere(here), IMAGE);

                    assertThat(((Date) PublishedTypes.get(CREATED, there)).toInstant())
                        .as("seed %s", seed)
                        .isEqualTo(instant.truncatedTo(ChronoUnit.SECONDS));
                  });
        });
  }

  @ParameterizedTest
  @CsvSource({"en-US,UTC", "de-DE,Europe/Berlin", "ja-JP,Asia/Tokyo", "ar-EG,America/St_Johns"})
  void aDateFromThereIsTheLocalTimeOfItsWriterHere(String locale, String zone) {
    in(
        locale,
        zone,
        () -> {
          Gson gson = new Gson();
          Seeds.all()
              .forEach(
                  seed -> {
                    Instant instant = new Dice(seed, IMAGE).instant();
                    Object there = PublishedTypes.create(IMAGE);
                    PublishedTypes.set(CREATED, there, Date.from(instant));

                    BaseNfvImage here = CatalogueJson.read(gson.toJson(there), BaseNfvImage.class);

                    assertThat(here.created().instant())
                        .as("seed %s: %s", seed, gson.toJson(there))
                        .contains(
                            LocalDateTime.ofInstant(instant, ZoneId.of(zone))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toInstant(ZoneOffset.UTC));
                  });
        });
  }

  private static void in(String locale, String zone, Runnable test) {
    Locale usualLocale = Locale.getDefault();
    TimeZone usualZone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      test.run();
    } finally {
      Locale.setDefault(usualLocale);
      TimeZone.setDefault(usualZone);
    }
  }
}
