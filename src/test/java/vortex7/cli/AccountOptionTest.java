package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.venue.simulated.SimulatedVenueSettings.Account;

class AccountOptionTest {
  @Test
  void an_account_opens_with_what_it_says_or_with_500_usdt() {
    assertThat(AccountOption.parse("mine:secret").usdt()).isEqualByComparingTo("500");
    Account rich = AccountOption.parse("mine:secret:2500.5:3");
    assertThat(rich.key()).isEqualTo("mine");
    assertThat(rich.usdt()).isEqualByComparingTo("2500.5");
    assertThat(rich.bnb()).isEqualByComparingTo("3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mine", "mine:", ":secret", "a:b:1:2:3", "a:b:much", "a:b:-1"})
  void what_is_no_account_is_wrong_usage(String text) {
    assertThatThrownBy(() -> AccountOption.parse(text))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageStartingWith("--account");
  }

  @Test
  void a_mistake_does_not_print_the_secret() {
    assertThatThrownBy(() -> AccountOption.parse("mine:top-secret:1:2:3"))
        .message()
        .doesNotContain("top-secret");
  }

  @Test
  void two_accounts_of_one_key_are_refused() {
    List<Account> there = List.of(AccountOption.parse("mine:secret"));
    assertThatThrownBy(
            () -> AccountOption.together(there, List.of(AccountOption.parse("mine:other"))))
        .hasMessageContaining("mine");
    assertThat(AccountOption.together(there, List.of(AccountOption.parse("yours:other"))))
        .hasSize(2);
  }
}
