package io.torii.config.members;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a BalancerMember: as in httpd the parameters may stand anywhere.
 *
 * @param urls the words that are no parameter, in order
 * @param parameters the others
 */
record MemberArguments(List<String> urls, List<String> parameters) {

  static MemberArguments of(List<String> words) {
    List<String> urls = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      int scheme = word.indexOf("://");
      boolean url = equals < 0 || (scheme >= 0 && scheme < equals);
      (url ? urls : parameters).add(word);
    }
    return new MemberArguments(urls, parameters);
  }
}
