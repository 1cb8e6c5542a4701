package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.descriptor.VNFDependency;
import org.mano4j.catalogue.message.PluginMessage;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.policy.AutoScalePolicy;
import org.mano4j.catalogue.record.HistoryLifecycleEvent;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * What the description of the package lists, one by one: exactly that changes and nothing else, and
 * the list in {@link Normalisations} says the same.
 */
class NormalisationsTest {

  private static final String SERVER = "'ips':{},'floatingIps':{}";
  private static final String POLICY = "'alarms':[],'actions':[],'metadata':{}";

  @Test
  void collectionsThatAreAbsentOrNullBecomeEmpty() {
    assertBecomes(AutoScalePolicy.class, "{}", "{" + POLICY + "}");
    assertBecomes(
        AutoScalePolicy.class,
        "{'alarms':null,'actions':null,'metadata':null}",
        "{'alarms':[],'actions':[],'metadata':{}}");
  }

  @Test
  void otherKnownPropertiesThatAreNullBecomeAbsent() {
    assertBecomes(
        AutoScalePolicy.class,
        "{'name':null,'threshold':null,'mode':null,'period':null,'shared':null," + POLICY + "}",
        "{" + POLICY + "}");
  }

  @Test
  void unknownPropertiesThatAreNullStayNull() {
    assertStays(Server.class, "{" + SERVER + ",'strange':null,'inside':{'x':null,'y':[null]}}");
  }

  @Test
  void nullElementsOfListsAndNullValuesOfMapsAreLeftOut() {
    assertBecomes(
        Server.class,
        "{'ips':{'a':['1',null,'2'],'b':null,'c':[null]},'floatingIps':{'a':null,'b':'3'}}",
        "{'ips':{'a':['1','2'],'c':[]},'floatingIps':{'b':'3'}}");
    assertBecomes(
        AutoScalePolicy.class,
        "{'alarms':[null,{'name':'x','metadata':{}}],'actions':[null],'metadata':{}}",
        "{'alarms':[{'name':'x','metadata':{}}],'actions':[],'metadata':{}}");
  }

  @Test
  void nullsStayWhereTheyHaveAPlace() {
    assertStays(PluginMessage.class, "{'methodName':'m','parameters':[null,{'a':null},[null]]}");
  }

  @Test
  void aSingleValueBecomesAListOfOne() {
    assertBecomes(
        Subnet.class, "{'dns':'8.8.8.8','metadata':{}}", "{'dns':['8.8.8.8'],'metadata':{}}");
    assertBecomes(Subnet.class, "{'dns':'','metadata':{}}", "{'dns':[''],'metadata':{}}");
    assertBecomes(
        Server.class,
        "{'ips':{'a':'10.0.0.1'},'floatingIps':{}}",
        "{'ips':{'a':['10.0.0.1']},'floatingIps':{}}");
    assertBecomes(
        AutoScalePolicy.class,
        "{'alarms':{'metadata':{}},'actions':[],'metadata':{}}",
        "{'alarms':[{'metadata':{}}],'actions':[],'metadata':{}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Feb 21, 2017 4:28:41 PM | 2017-02-21T16:28:41Z",
        "Feb 21, 2017, 4:28:41 PM | 2017-02-21T16:28:41Z",
        "2017-02-21T17:28:41.5+01:00 | 2017-02-21T16:28:41Z",
        "2017-02-21 | 2017-02-21T00:00:00Z"
      })
  void datesBecomeIsoWhereADateStands(String date, String written) {
    assertBecomes(
        Server.class,
        "{" + SERVER + ",'created':'" + date + "','updated':'" + date + "'}",
        "{" + SERVER + ",'created':'" + written + "','updated':'" + written + "'}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2017-02-30", "1487694521"})
  void textThatIsNoDateStays(String text) {
    assertStays(Server.class, "{" + SERVER + ",'created':'" + text + "'}");
  }

  @Test
  void datesStayWhereATextStandsOrNobodyKnowsWhat() {
    assertStays(
        HistoryLifecycleEvent.class,
        "{'executedAt':'Feb 21, 2017 4:28:41 PM','description':'2017-02-21','metadata':{}}");
    assertStays(
        Subnet.class,
        "{'name':'2017-02-21','dns':[],'metadata':{'created':'2017-02-21'},"
            + "'created':'Feb 21, 2017 4:28:41 PM'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'hb_version':3 | 'hbVersion':3",
        "'version':3 | 'hbVersion':3",
        "'hb_version':3,'version':3 | 'hbVersion':3",
        "'hbVersion':3,'hb_version':3 | 'hbVersion':3",
        "'hbVersion':4,'version':3 | 'hbVersion':4,'version':3",
        "'hbVersion':null,'version':3 | 'hbVersion':3"
      })
  void theLockGetsItsName(String read, String written) {
    assertBecomes(
        Subnet.class,
        "{'dns':[],'metadata':{}," + read + "}",
        "{'dns':[],'metadata':{}," + written + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'version':'3'", "'version':1.0", "'hb_version':'3'", "'version':null"})
  void whatIsNoLockStays(String property) {
    assertStays(Subnet.class, "{'dns':[],'metadata':{}," + property + "}");
  }

  @Test
  void sharedOfAnOldNetworkGetsItsName() {
    String rest = "'subnets':[],'metadata':{}";
    assertBecomes(
        Network.class,
        "{'version':1,'shared':true," + rest + "}",
        "{'hbVersion':1,'extShared':true," + rest + "}");
    assertStays(Network.class, "{'hbVersion':1,'shared':true," + rest + "}");
    assertStays(Network.class, "{'shared':true," + rest + "}");
  }

  @Test
  void aVnfdInADependencyBecomesItsName() {
    String rest = "'parameters':[],'metadata':{}";
    assertBecomes(
        VNFDependency.class,
        "{'source':{'name':'a'},'target':{'name':'b','id':'7'}," + rest + "}",
        "{'source':'a','target':'b','target_id':'7'," + rest + "}");
    assertBecomes(
        VNFDependency.class,
        "{'source':{'name':'a','type':'t'},'target':'b'," + rest + "}",
        "{'source':'a','target':'b','source_vnfd':{'name':'a','type':'t'}," + rest + "}");
    assertStays(VNFDependency.class, "{'source':'a','target':'b'," + rest + "}");
  }

  @Test
  void base64AndBytesWithoutSignBecomeNumbersWithSign() {
    assertBecomes(Script.class, "{'payload':'IyHDvA==','metadata':{}}", script("[35,33,-61,-68]"));
    assertBecomes(Script.class, script("[35,33,195,188]"), script("[35,33,-61,-68]"));
    assertBecomes(Script.class, "{'payload':'','metadata':{}}", script("[]"));
    assertStays(Script.class, script("[-128,0,127]"));
  }

  private static String script(String payload) {
    return "{'payload':" + payload + ",'metadata':{}}";
  }

  @Test
  void numbersAndBooleansLoseTheirQuotes() {
    assertBecomes(
        AutoScalePolicy.class,
        "{'threshold':'1.5','period':'5','cooldown':' 5 ','shared':'TRUE'," + POLICY + "}",
        "{'threshold':1.5,'period':5,'cooldown':5,'shared':true," + POLICY + "}");
  }

  @Test
  void numbersAndBooleansGetQuotesWhereATextStands() {
    assertBecomes(
        AutoScalePolicy.class,
        "{'name':7,'comparisonOperator':true,'id':1.50,'projectId':12345678901234567890,"
            + "'alarms':[],'actions':[],'metadata':{'a':1,'b':false}}",
        "{'name':'7','comparisonOperator':'true','id':'1.50','projectId':'12345678901234567890',"
            + "'alarms':[],'actions':[],'metadata':{'a':'1','b':'false'}}");
  }

  @Test
  void wholeNumbersLoseAFractionOfZero() {
    assertBecomes(
        AutoScalePolicy.class,
        "{'period':5.0,'cooldown':1e2," + POLICY + "}",
        "{'period':5,'cooldown':100," + POLICY + "}");
  }

  @Test
  void otherNumbersAreRoundedToSixtyFourBits() {
    assertBecomes(
        AutoScalePolicy.class,
        "{'threshold':5," + POLICY + "}",
        "{'threshold':5.0," + POLICY + "}");
    assertBecomes(
        AutoScalePolicy.class,
        "{'threshold':0.12345678901234567890," + POLICY + "}",
        "{'threshold':0.12345678901234568," + POLICY + "}");
  }

  @Test
  void aMinusBeforeZeroIsLostInWholeNumbersAndWhereNobodyKnowsTheProperty() {
    assertBecomes(
        AutoScalePolicy.class,
        "{'period':-0,'strange':-0,'other':-0.0," + POLICY + "}",
        "{'period':0,'strange':0,'other':0.0," + POLICY + "}");
  }

  @Test
  void theLastOfSeveralPropertiesOfOneNameCounts() {
    assertBecomes(
        AutoScalePolicy.class,
        "{'name':'a','name':'b','period':1,'period':null,'strange':1,'strange':{'x':1,'x':2},"
            + POLICY
            + ",'metadata':{'k':'1','k':'2'}}",
        "{'name':'b','strange':{'x':2},'alarms':[],'actions':[],'metadata':{'k':'2'}}");
  }

  @Test
  void theNameOf60CountsOfSeveralAndTheOtherStays() {
    Class<?> type = CatalogueTypes.named("FaultManagementPolicy");

    assertBecomes(
        type,
        "{'VNFAlarm':false,'isVNFAlarm':true,'criteria':[],'metadata':{}}",
        "{'isVNFAlarm':true,'criteria':[],'metadata':{},'VNFAlarm':false}");
    assertBecomes(
        type,
        "{'isVNFAlarm':true,'VNFAlarm':null,'criteria':[],'metadata':{}}",
        "{'isVNFAlarm':true,'criteria':[],'metadata':{},'VNFAlarm':null}");
    assertBecomes(
        type,
        "{'isVNFAlarm':null,'VNFAlarm':true,'criteria':[],'metadata':{}}",
        "{'isVNFAlarm':true,'criteria':[],'metadata':{}}");
  }

  @Test
  void propertiesComeInTheOrderOfTheTypeAndUnknownOnesLast() {
    String json = "{'b':1,'updated':'x','a':2,'name':'n','B':3,'created':'y'}".replace('\'', '"');

    assertThat(CatalogueTypes.roundTrip(Samples.tree(json), Server.class).fieldNames())
        .toIterable()
        .containsExactly("name", "ips", "floatingIps", "created", "updated", "b", "a", "B");
  }

  @Test
  void aByteOrderMarkIsDropped() {
    byte[] json = "\ufeff{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(CatalogueJson.read(json, Server.class))
        .isEqualTo(CatalogueJson.read("{\"name\":\"a\"}", Server.class));
    assertThat(CatalogueJson.read("\ufeff{\"name\":\"a\"}", Server.class))
        .isEqualTo(CatalogueJson.read("{\"name\":\"a\"}", Server.class));
  }

  @Test
  void textStaysToTheLastCharacter() {
    assertStays(
        Server.class,
        "{"
            + SERVER
            + ",'name':' \\u0000\\u00fc\\ud83d\\ude00\\ud800x\\u2028<>&=\\\\ ','status':''}");
  }

  @Test
  void numbersThatNobodyKnowsStayToTheLastDigit() {
    assertStays(
        Server.class,
        "{"
            + SERVER
            + ",'a':1.00,'b':0.12345678901234567890,'c':123456789012345678901234567890,"
            + "'d':1e400,'e':-1e-400,'f':1e999999999,'g':[1.0,{'h':2.50}]}");
  }

  @Test
  void theTypeOfAVimInstanceStaysAsItIsWritten() {
    assertStays(
        VimInstance.class, "{'type':'Docker.Mine','images':[],'networks':[],'metadata':{}}");
  }

  private static void assertStays(Class<?> type, String json) {
    assertBecomes(type, json, json);
  }

  private static void assertBecomes(Class<?> type, String json, String written) {
    byte[] document = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ObjectNode expected = (ObjectNode) Samples.tree(written.replace('\'', '"'));
    JsonNode actual = Samples.tree(CatalogueJson.write(CatalogueTypes.read(document, type)));

    assertThat(actual).isEqualTo(expected);
    assertThat(Normalisations.of(Samples.tree(document), type)).isEqualTo(expected);
  }
}
