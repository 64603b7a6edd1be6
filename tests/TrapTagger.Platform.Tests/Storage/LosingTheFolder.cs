using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Storage;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Storage;

/// <summary>A disk that is not mounted shows an empty folder, or none: nothing counts as gone for that.</summary>
public sealed class LosingTheFolder : IDisposable
{
    private readonly TemporaryFolder _disk = new();

    private string Root => _disk["objects"];

    [Theory]
    [InlineData("none")]
    [InlineData("empty")]
    [InlineData("a file")]
    public async Task what_was_there_is_waited_for_and_nothing_is_put_in_its_place(string instead)
    {
        var store = Open();
        await store.WriteAsync("wild/a.jpg", new byte[10], Ct);

        GoesAway(instead);
        await IsAway(store);
        await IsAway(Open()); // as after a restart of the process
        ComesBack(instead);

        Assert.Equal(10, await Open().SizeAsync("wild/a.jpg", Ct));
        Assert.Null(await store.ReadAsync("wild/b.jpg", Ct));
        await store.WriteAsync("wild/b.jpg", new byte[10], Ct);
    }

    [Fact]
    public async Task another_folder_may_be_chosen_and_begins_empty()
    {
        await Open().WriteAsync("wild/a.jpg", new byte[10], Ct);
        var other = new FolderStore(_disk["other"], new(new byte[32], TimeProvider.System), _disk["place"]);

        Assert.Null(await other.ReadAsync("wild/a.jpg", Ct));
        await other.WriteAsync("wild/a.jpg", new byte[10], Ct);
    }

    [Fact]
    public async Task what_is_sent_meanwhile_is_to_be_sent_again_and_not_called_gone()
    {
        await using var site = new SiteUnderTest();
        var root = site.Settings["ConnectionStrings:objects"]["Folder=".Length..];
        var store = new FolderStore(
            root, new(new DataFolder(site.Data.FullName).Key("objects"), TimeProvider.System));
        var put = store.SignPut("wild/a.jpg", 4, Convert.ToHexStringLower(SHA256.HashData(new byte[4])), Hour).Url;
        var browser = site.Visitor().Http;

        Directory.Move(root, root + "-away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Sent(browser, put));
        var got = await browser.GetAsync(new Uri(store.SignGet("wild/a.jpg", Hour), UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, got.StatusCode);
        Assert.False(Directory.Exists(root));

        Directory.Move(root + "-away", root);
        Assert.Equal(HttpStatusCode.OK, await Sent(browser, put));
    }

    public void Dispose() => _disk.Dispose();

    private static TimeSpan Hour => TimeSpan.FromHours(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<HttpStatusCode> Sent(HttpClient browser, string url)
    {
        using var content = new ByteArrayContent(new byte[4]);
        return (await browser.PutAsync(new Uri(url, UriKind.Relative), content, Ct)).StatusCode;
    }

    private FolderStore Open() => new(Root, new(new byte[32], TimeProvider.System), _disk["place"]);

    private async Task IsAway(FolderStore store)
    {
        await Throws(() => store.ReadAsync("wild/a.jpg", Ct));
        await Throws(() => store.ReadAsync("wild/a.jpg", 0, 1, Ct));
        await Throws(() => store.SizeAsync("wild/a.jpg", Ct));
        await Throws(() => store.ListAsync("", Ct).ToListAsync(Ct).AsTask());
        await Throws(() => store.WriteAsync("wild/b.jpg", new byte[1], Ct));
        await Throws(() => store.CreateAsync("wild/b.jpg", new byte[1], Ct));
        await Throws(() => store.DeleteAsync("wild/a.jpg", Ct));
        var seen = await new FolderHealth(store).CheckHealthAsync(new(), Ct);
        Assert.Equal(HealthStatus.Degraded, seen.Status);
        Assert.StartsWith($"The folder {Root} is not there", seen.Description, StringComparison.Ordinal);
    }

    private async Task Throws(Func<Task> use) => Assert.StartsWith(
        $"The folder {Root} is not there", (await Assert.ThrowsAsync<UnavailableException>(use)).Message,
        StringComparison.Ordinal);

    private void GoesAway(string instead)
    {
        Directory.Move(Root, _disk["away"]);
        if (instead == "empty")
        {
            Directory.CreateDirectory(Root);
        }
        else if (instead == "a file")
        {
            File.WriteAllText(Root, "");
        }
    }

    private void ComesBack(string instead)
    {
        if (instead == "empty")
        {
            Assert.Empty(Directory.EnumerateFileSystemEntries(Root));
            Directory.Delete(Root);
        }
        File.Delete(Root);
        Directory.Move(_disk["away"], Root);
    }
}
