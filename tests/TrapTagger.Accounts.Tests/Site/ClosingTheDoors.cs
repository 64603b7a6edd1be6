using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class ClosingTheDoors : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task signing_up_is_open_until_it_is_closed_also_for_a_form_that_was_open()
    {
        var eve = _site.Visitor();
        var form = (await eve.Opens("/sign-up")).Form();
        await Close("signUp");

        var seen = await eve.Opens("/sign-up");
        var sent = await eve.Submits(
            form, ("name", "Eve Adams"), ("email", "eve@example.org"), ("password", "a few good words"));

        Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        Assert.Contains("Signing up is closed", seen.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, sent.Status);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM sign_up"));
    }

    [Fact]
    public async Task an_organisation_that_may_not_ask_is_told_so_and_nothing_is_kept()
    {
        var eve = _site.Visitor();
        var form = (await eve.Opens("/welcome")).Form("#enquiry");
        await Close("enquiry");

        var sent = await eve.Submits(
            form, ("organisation", "Cats of Peru"), ("name", "Eve Adams"), ("email", "eve@example.org"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        Assert.Equal("This site takes no new organisations at the moment.", sent.Alert);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM enquiry"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task Close(string door)
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var form = (await sam.Opens("/admin/settings")).Form();
        form.QuerySelector($"input[name={door}]")!.RemoveAttribute("checked");
        await sam.Submits(form);
    }
}
