namespace TrapTagger.Accounts.Tests;

public sealed class ChoosingAPassword
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("ÄÖÜ näh den Wald")]
    [InlineData("   four spaces each side   ")]
    [InlineData("annfieldworksinaforest")]
    [InlineData("7291 0485 6613 90")]
    public void a_long_one_that_nobody_would_guess_is_taken(string password) =>
        Assert.Null(PasswordRules.Reject(password, "Ann Field", "ann@example.org"));

    [Theory]
    [InlineData("", "Choose a password.")]
    [InlineData("elevenchars", "Make the password at least 12 characters long")]
    [InlineData("1qaz2wsx3edc", "Many people use this password")]
    [InlineData("vjht29061987", "Many people use this password")]
    [InlineData("QWERTYQWERTY", "Many people use this password")]
    [InlineData("ann@example.org", "This password is your name")]
    [InlineData("AnnField2026!", "This password is your name")]
    [InlineData("traptagger123", "This password is your name")]
    [InlineData("annannannann99", "This password is your name")]
    [InlineData("aaaaaaaaaaaab", "This password repeats")]
    public void one_that_strangers_try_first_is_refused_with_the_reason(string password, string reason) =>
        Assert.StartsWith(
            reason, PasswordRules.Reject(password, "Ann Field", "ann@example.org"), StringComparison.Ordinal);

    [Fact]
    public void an_address_without_letters_before_the_at_is_no_password() => Assert.StartsWith(
        "This password is your name",
        PasswordRules.Reject("4917012345678", "Ann Field", "4917012345678@example.org"), StringComparison.Ordinal);

    [Fact]
    public void one_of_a_novels_length_is_refused() =>
        Assert.Equal(
            "Keep the password under 257 characters.",
            PasswordRules.Reject(string.Join(' ', Enumerable.Range(1, 100)), "Ann", "ann@example.org"));

    [Fact]
    public void all_of_the_breaches_that_are_long_enough_are_known() => Assert.Equal(43_940, CommonPasswords.Count);
}
