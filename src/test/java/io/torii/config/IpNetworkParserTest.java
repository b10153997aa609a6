package io.torii.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpNetworkParserTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,        10.1.2.3,        true",
    "10.1.2.3,        10.1.2.4,        false",
    "10,              10.255.0.1,      true",
    "10,              11.0.0.1,        false",
    "10.2,            10.2.255.255,    true",
    "10.2,            10.3.0.0,        false",
    "10.2.,           10.2.9.9,        true",
    "10.2.3,          10.2.3.200,      true",
    "10.2.3,          10.2.4.0,        false",
    "10.0.0.0/8,      10.200.1.1,      true",
    "10.1.2.3/8,      10.200.1.1,      true",
    "10.2/16,         10.2.200.1,      true",
    "192.0.2.0/25,    192.0.2.127,     true",
    "192.0.2.0/25,    192.0.2.128,     false",
    "0.0.0.0/0,       203.0.113.9,     true",
    "0.0.0.0/0,       ::1,             false",
    "192.0.2.9/32,    192.0.2.9,       true",
    "10.0.0.0/255.0.0.0, 10.9.9.9,     true",
    "10.0.0.1/255.0.0.255, 10.9.9.1,   true",
    "10.0.0.1/255.0.0.255, 10.9.9.2,   false",
    "2001:db8::/32,   2001:db8:ffff::1, true",
    "2001:db8::/32,   2001:db9::1,     false",
    "::1,             ::1,             true",
    "::1,             ::2,             false",
    "fe80::/10,       fe80::1,         true",
    "::/0,            2001:db8::1,     true",
    "::/0,            192.0.2.1,       false",
  })
  void readsANetwork(String network, String address, boolean inside) throws Exception {
    assertThat(IpNetworkParser.parse(network).contains(InetAddress.getByName(address)))
        .isEqualTo(inside);
  }

  @Test
  void takesAMappedAddressForTheIpv4AddressItIs() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    mapped[12] = 10;
    mapped[15] = 7;
    InetAddress address = Inet6Address.getByAddress(null, mapped, -1);
    assertThat(address).isInstanceOf(Inet6Address.class);
    assertThat(IpNetworkParser.parse("10.0.0.0/8").contains(address)).isTrue();
    assertThat(IpNetworkParser.parse("::/0").contains(address)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''             | ip address '' appears to be invalid",
        "10.0.0.256     | ip address '10.0.0.256' appears to be invalid",
        "10..1          | ip address '10..1' appears to be invalid",
        ".10            | ip address '.10' appears to be invalid",
        "1.2.3.4.5      | ip address '1.2.3.4.5' appears to be invalid",
        "0010.1.1.1     | ip address '0010.1.1.1' appears to be invalid",
        "10.0.0.-1      | ip address '10.0.0.-1' appears to be invalid",
        "www.example.com| ip address 'www.example.com' appears to be invalid: a name belongs into 'Require host'",
        "10.0.0.0/33    | the mask of '10.0.0.0/33' is longer than 32 bits",
        "10.0.0.0/      | the mask of '10.0.0.0/' must be 0 to 32 bits or four octets",
        "10.0.0.0/x     | the mask of '10.0.0.0/x' must be 0 to 32 bits or four octets",
        "10.0.0.0/255.0 | the mask of '10.0.0.0/255.0' must be 0 to 32 bits or four octets",
        "10.0.0.0/255.0.0.0. | the mask of '10.0.0.0/255.0.0.0.' must be 0 to 32 bits or four octets",
        "2001:db8::/129 | the mask of '2001:db8::/129' is longer than 128 bits",
        "2001:db8::/ffff::| the mask of '2001:db8::/ffff::' must be 0 to 128 bits",
        "2001:db8:::1   | ip address '2001:db8:::1' appears to be invalid",
        "[::1]          | ip address '[::1]' appears to be invalid",
        "fe80::1%eth0   | ip address 'fe80::1%eth0' appears to be invalid",
        "::ffff:10.0.0.1| ip address '::ffff:10.0.0.1' is an IPv4 address in IPv6 notation: write 10.0.0.1",
      })
  void saysWhatIsWrong(String network, String message) {
    assertThatThrownBy(() -> IpNetworkParser.parse(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, true", "10.1, false", "10.0.0.1., false", "10.0.0.1:80, false", "::1, true",
    "[::1], false", "localhost, false", "2001:db8::1, true", "'', false", "1.2.3.4/32, false",
  })
  void tellsAnAddressFromAnythingElse(String text, boolean address) {
    assertThat(IpNetworkParser.address(text).isPresent()).isEqualTo(address);
  }
}
