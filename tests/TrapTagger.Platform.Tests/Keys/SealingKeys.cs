using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Keys;

namespace TrapTagger.Platform.Tests.Keys;

public sealed class SealingKeys
{
    private const string Name = "TrapTagger:KeySecret";

    private static readonly (string, string) Secret = (Name, "correct horse battery staple, twice");

    [Fact]
    public async Task who_reads_the_database_has_no_key_and_who_has_the_secret_has_all()
    {
        await using var one = await PlatformUnderTest.StartAsync(settings: Secret);
        var cookie = Protector(one).Protect("Ann");

        await using var other = await one.BesideAsync();

        Assert.Equal("Ann", Protector(other).Unprotect(cookie));
        Assert.StartsWith("sealed:", await Kept(one), StringComparison.Ordinal);
    }

    [Fact]
    public async Task keys_that_lay_open_are_sealed_once_there_is_a_secret()
    {
        await using var before = await PlatformUnderTest.StartAsync();
        var cookie = Protector(before).Protect("Ann");
        Assert.Contains("<key", await Kept(before), StringComparison.Ordinal);

        await using var after = await before.BesideAsync(settings: Secret);

        Assert.Equal("Ann", Protector(after).Unprotect(cookie));
        Assert.StartsWith("sealed:", await Kept(after), StringComparison.Ordinal);
        Assert.Equal(1, await after.Ask<long>("SELECT count(*) FROM protection_key"));
    }

    [Theory]
    [InlineData("", "is missing, and this site's keys are sealed by it: give it to every program.")]
    [InlineData("some other words, long enough for a secret",
        "is another than the one by which this site's keys are sealed: give that one.")]
    public async Task without_the_secret_a_program_says_so_and_makes_no_other_key(string secret, string reason)
    {
        await using var one = await PlatformUnderTest.StartAsync(settings: Secret);
        Protector(one).Protect("Ann");
        await using var other = await one.BesideAsync(settings: (Name, secret));

        var rejected = Assert.Throws<UnusableSettingException>(() => other.Get<DatabaseKeys>().GetAllElements());

        Assert.Equal($"The setting '{Name}' {reason}", rejected.Message);
        Assert.ThrowsAny<Exception>(() => Protector(other).Protect("Ann"));
        Assert.Equal(1, await one.Ask<long>("SELECT count(*) FROM protection_key"));
    }

    [Fact]
    public void what_is_sealed_under_one_name_opens_under_no_other()
    {
        var seal = KeySeal.Read(Configuration(Secret.Item2));

        Assert.Equal("a key", seal.Open("one", seal.Close("one", "a key")));
        Assert.Throws<UnusableSettingException>(() => seal.Open("other", seal.Close("one", "a key")));
        Assert.NotEqual(seal.Close("one", "a key"), seal.Close("one", "a key"));
    }

    [Theory]
    [InlineData("sealed:")]
    [InlineData("sealed:AAAA")]
    [InlineData("sealed:what somebody's editor left of it")]
    public async Task a_key_that_is_damaged_is_named(string damaged)
    {
        await using var one = await PlatformUnderTest.StartAsync(settings: Secret);
        Protector(one).Protect("Ann");
        await one.Ask<long>("UPDATE protection_key SET name = 'key-1', xml = @damaged", new { damaged });
        await using var other = await one.BesideAsync();

        var rejected = Assert.Throws<UnusableSettingException>(() => other.Get<DatabaseKeys>().GetAllElements());

        Assert.Equal(
            "The key 'key-1' in the table protection_key is damaged: bring that row back from a backup.",
            rejected.Message);
    }

    [Fact]
    public void a_short_secret_is_refused() => Assert.StartsWith(
        $"The setting '{Name}' is too short: give 32 letters or more",
        Assert.Throws<UnusableSettingException>(() => KeySeal.Read(Configuration("secret"))).Message,
        StringComparison.Ordinal);

    private static IConfiguration Configuration(string secret) => new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create(Name, (string?)secret)]).Build();

    private static Task<string?> Kept(PlatformUnderTest platform) =>
        platform.Ask<string>("SELECT xml FROM protection_key");

    private static IDataProtector Protector(PlatformUnderTest platform) =>
        platform.Get<IDataProtectionProvider>().CreateProtector("cookies");
}
