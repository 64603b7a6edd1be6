using System.Net;
using TrapTagger.Platform.Identity;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class WritingTheAuditLog
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1234:5678::9", "2001:db8:1234::/48")]
    public void of_an_address_only_the_network_is_kept(string address, string kept) =>
        Assert.Equal(kept, Networks.Of(IPAddress.Parse(address)));

    [Fact]
    public async Task a_line_of_each_entry_goes_where_logs_go_without_names()
    {
        await using var site = new SiteUnderTest();

        await site.SignedIn("Ann");

        var (id, person) = (
            await site.Rows.Ask<string>("SELECT id FROM audit_entry"),
            await site.Rows.Ask<long>("SELECT id FROM person"));
        var line = Assert.Single(site.Log, l => l.Contains(id, StringComparison.Ordinal));
        Assert.StartsWith($"Information: Audit {id}: signed-in by person {person} ", line, StringComparison.Ordinal);
        Assert.Contains($"about person {person}", line, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)ann|browser", line.Replace(id, "", StringComparison.Ordinal));
    }

    [Fact]
    public void a_secret_in_the_details_is_a_bug_that_shows()
    {
        Assert.Throws<ArgumentException>(() => AuditLog.Json(new { reason = "x", ResetToken = "abc" }));
        Assert.Throws<ArgumentException>(() => AuditLog.Json(new { password = "abc" }));
        Assert.Equal("""{"from":"read","to":"write"}""", AuditLog.Json(new { from = "read", to = "write" }));
    }

    [Fact]
    public void keys_rise_within_a_millisecond_and_a_moment_divides_them()
    {
        var moment = new DateTimeOffset(2026, 5, 3, 18, 40, 0, TimeSpan.Zero);
        var keys = new RisingKeys(new StandingClock(moment));

        var made = Enumerable.Range(0, 1000).Select(_ => keys.Next()).ToList();

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(1000, made.Distinct().Count());
        Assert.True(string.CompareOrdinal(RisingKeys.First(moment), made[0]) < 0);
        Assert.True(string.CompareOrdinal(RisingKeys.First(moment.AddMinutes(1)), made[^1]) > 0);
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
