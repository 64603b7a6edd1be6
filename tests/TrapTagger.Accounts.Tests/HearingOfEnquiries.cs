using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>Junk keeps no enquiry from those who decide about it.</summary>
public sealed class HearingOfEnquiries : IAsyncDisposable
{
    private const int MostLetters = 20;

    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public HearingOfEnquiries() => _site = new(_clock);

    [Fact]
    public async Task beyond_the_letters_of_an_hour_a_notice_tells()
    {
        await _site.SignedInAsSiteAdministrator("Sam");
        for (var i = 0; i <= MostLetters; i++)
        {
            await Enquires($"Park {i}");
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(MostLetters, (await _site.Rows.Letters()).Count);
        Assert.Equal(MostLetters + 1, await _site.Rows.Ask<long>("SELECT count(*) FROM notice"));
        var id = await _site.Rows.Ask<long>("SELECT max(id) FROM enquiry");
        Assert.Equal(
            $"Park {MostLetters} would like to use TrapTagger. /admin/enquiries/{id}",
            await _site.Rows.Ask<string>("SELECT concat(text, ' ', href) FROM notice ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task of_two_that_read_alike_both_are_told()
    {
        await _site.SignedInAsSiteAdministrator("Sam");

        await Enquires("Wild Peru");
        await Enquires("Wild Peru");

        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(DISTINCT href) FROM notice"));
    }

    [Fact]
    public async Task whoever_is_blocked_hears_of_none()
    {
        await _site.SignedInAsSiteAdministrator("Sam");
        await _site.SignedInAsSiteAdministrator("Sue");
        await _site.Rows.Run("UPDATE person SET blocked_at = '2026-01-01' WHERE name = 'Sue'");

        await Enquires("Wild Peru");

        Assert.Equal("sam@wild-test.example", Assert.Single(await _site.Rows.Letters()).To);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM notice"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task Enquires(string organisation)
    {
        var rosa = _site.Visitor();
        var sent = await rosa.Submits(
            (await rosa.Opens("/welcome")).Form(), ("organisation", organisation), ("name", "Rosa"),
            ("email", "rosa@wildperu.example"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
    }
}
