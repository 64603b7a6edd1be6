using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class ChangingSettings : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_name_and_an_announcement_show_on_every_page_of_every_process()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        await using var beside = _site.Beside();
        var ann = await beside.SignedIn("Ann");
        var form = (await sam.Opens("/admin/settings")).Form();

        var saved = await sam.Submits(
            form, ("name", "Cats of Peru"), ("announcement", "Closed on Saturday."), ("from", ""), ("until", ""));

        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        await Eventually.Is(
            () => ann.Opens("/surveys"),
            seen => seen.Html.QuerySelector(".announcement p")?.TextContent == "Closed on Saturday."
                && seen.Html.QuerySelector(".rail-brand")!.TextContent.Trim() == "Cats of Peru");
        Assert.Contains(
            "\"Announcement\":\"Closed on Saturday.\"",
            await _site.Rows.Ask<string>("SELECT details FROM audit_entry WHERE verb <> 'signed-in'"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_chosen_is_there_when_the_page_is_opened_again()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var form = (await sam.Opens("/admin/settings")).Form();
        Assert.Equal(2, Checked(form).Count());
        form.QuerySelector("input[name=signUp]")!.RemoveAttribute("checked");

        await sam.Submits(form, ("from", "2026-05-03T18:00"), ("until", "2026-05-03T20:30"));

        var after = (await sam.Opens("/admin/settings")).Form();
        Assert.Equal(["enquiry"], Checked(after));
        Assert.Equal("2026-05-03T20:30", after.QuerySelector("input[name=until]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("", "", "", "", "Give the site a name.")]
    [InlineData("Cats\a", "", "", "", "The name holds a character that can't be shown: type it anew.")]
    [InlineData("Cats", "help", "", "",
        "Give the address for help as an e-mail address: it looks like help@example.org.")]
    [InlineData("Cats", "Help <help@example.org>", "", "",
        "Give the address for help as an e-mail address: it looks like help@example.org.")]
    [InlineData("Cats", "", "2026-05-03T18:00", "2026-05-03T17:00", "The announcement ends before it begins.")]
    [InlineData("Cats", "", "soon", "", "Write when the announcement begins as 2026-05-03T18:00.")]
    public void what_cannot_be_used_is_said(string name, string support, string from, string until, string reason) =>
        Assert.Equal(reason, ChangeSettings.Reject(
            new()
            {
                Name = name, Support = support, Announcement = "", SecondFactor = "Nobody", From = from, Until = until,
            }));

    [Fact]
    public void nobody_is_asked_by_a_word_that_is_none() => Assert.Equal(
        "Choose of whom a second factor is asked.",
        ChangeSettings.Reject(new() { Name = "Cats", SecondFactor = "Cats" }));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(-1, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(-2, -1, false)]
    [InlineData(-2, null, true)]
    public void an_announcement_is_read_in_its_time(int? from, int? until, bool isRead)
    {
        var now = DateTimeOffset.UnixEpoch;
        var setting = new Platform.Settings.SiteSetting
        {
            Announcement = "x",
            AnnouncedFrom = from is { } f ? now.AddHours(f) : null,
            AnnouncedUntil = until is { } u ? now.AddHours(u) : null,
        };

        Assert.Equal(isRead ? "x" : null, setting.AnnouncementAt(now)?.Text);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static IEnumerable<string?> Checked(AngleSharp.Dom.IElement form) => form
        .QuerySelectorAll("input[type=checkbox]").Where(box => box.HasAttribute("checked"))
        .Select(box => box.GetAttribute("name"));
}
