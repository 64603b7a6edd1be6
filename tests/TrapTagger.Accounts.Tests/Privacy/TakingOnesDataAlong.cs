using System.IO.Compression;
using System.Text.Json;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class TakingOnesDataAlong : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task the_archive_holds_what_is_theirs_and_nothing_of_others()
    {
        var ann = await _site.SignedIn();
        var (me, eve) = (await Id("Ann"), (await _site.Rows.HasPerson("Eve", "Wild Test")).Person);
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var cluster = await _site.Rows.Ask<long>("SELECT min(id) FROM cluster");
        await Decides(scene, 1, me, cluster, "Jaguar", "=1+1");
        await Decides(scene, 2, eve, cluster, "Paca", "Eve's note");

        using var archive = await Download(ann);

        Assert.Equal(
            ["account.json", "decisions.csv", "letters.csv", "log.csv"], archive.Entries.Select(e => e.FullName));
        var decisions = await Text(archive, "decisions.csv");
        Assert.Contains(",Species,", decisions, StringComparison.Ordinal);
        Assert.Contains(",label,Jaguar,\"'=1+1\"", decisions, StringComparison.Ordinal);
        Assert.DoesNotContain("Paca", decisions, StringComparison.Ordinal);
        using var account = JsonDocument.Parse(await Text(archive, "account.json"));
        Assert.Equal("Ann", account.RootElement.GetProperty("account").GetProperty("name").GetString());
        Assert.Equal(
            "Wild Test", account.RootElement.GetProperty("organisations")[0].GetProperty("organisation").GetString());
        Assert.Equal(1, account.RootElement.GetProperty("signIns").GetArrayLength());
        Assert.DoesNotContain("hash", account.RootElement.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task what_they_sign_in_with_is_named_and_not_given_away()
    {
        var ann = await _site.SignedIn();
        var form = (await ann.Opens("/account/tokens")).Form("form.account");
        var token = (await ann.Submits(
            form, ("name", "Monthly report"), ("days", "30"), ("survey", "0"), ("scopes", "results:read")))
            .Html.QuerySelector(".secret")!.TextContent;
        await HasPasskey(await Id("Ann"), "Ann's phone");
        await HasPasskey((await _site.Rows.HasPerson("Eve", "Wild Test")).Person, "Eve's phone");

        using var archive = await Download(ann);

        var text = await Text(archive, "account.json");
        var account = JsonDocument.Parse(text).RootElement;
        Assert.Equal("Ann's phone", account.GetProperty("passkeys")[0].GetProperty("name").GetString());
        Assert.Equal(1, account.GetProperty("passkeys").GetArrayLength());
        Assert.Equal("Monthly report", account.GetProperty("tokens")[0].GetProperty("name").GetString());
        Assert.Equal(1, account.GetProperty("knownBrowsers").GetArrayLength());
        Assert.DoesNotContain(token[3..], text, StringComparison.Ordinal);
        Assert.DoesNotContain("the public key", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task letters_are_theirs_without_the_links_that_open_something()
    {
        var ann = await _site.SignedIn();
        foreach (var email in (string[])["ann@wild-test.example", (await _site.Rows.HasPerson("Eve", "Eves")).Email])
        {
            await ann.Submits((await ann.Opens("/forgotten")).Form(), ("email", email));
        }
        await _site.WorksOff();

        using var archive = await Download(ann);

        var letters = await Text(archive, "letters.csv");
        Assert.Equal(2, letters.Split("Dear ").Length);
        Assert.Contains("Dear Ann,", letters, StringComparison.Ordinal);
        Assert.Contains("Its link is for the reader alone.", letters, StringComparison.Ordinal);
        Assert.DoesNotContain("/reset/", letters, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private Task HasPasskey(long person, string name) => _site.Rows.Run("""
        INSERT INTO passkey (id, person_id, credential_hash, credential_id, public_key, name, sign_count, transports,
            user_verified, backup_eligible, backed_up, made_at)
        VALUES (@person, @person, @name, 'x', 'the public key', @name, 0, '', TRUE, TRUE, TRUE, '2026-05-03')
        """, new { person, name });

    private Task<long> Id(string name) =>
        _site.Rows.Ask<long>("SELECT id FROM person WHERE name = @name", new { name });

    private async Task Decides(LabellingScene scene, long id, long person, long cluster, string label, string note)
    {
        await _site.Rows.Run("""
            INSERT INTO decision (id, organisation_id, annotation_set_id, cluster_id, person_id, kind, note, client_key,
                decided_at)
            VALUES (@id, @Organisation, @Set, @cluster, @person, 'label', @note, @key, '2026-05-03 18:40:00');
            INSERT INTO decision_label (decision_id, label_id) VALUES (@id, @label);
            """, new
            {
                id, scene.Organisation, scene.Set, cluster, person, note, key = $"{id:x32}",
                label = scene.Labels[label],
            });
    }

    private static async Task<ZipArchive> Download(Visitor who)
    {
        var link = (await who.Opens("/account/privacy")).Html.QuerySelector("a[download]")!.GetAttribute("href");
        var bytes = await who.Http.GetByteArrayAsync(link, TestContext.Current.CancellationToken);
        return new ZipArchive(new MemoryStream(bytes));
    }

    private static async Task<string> Text(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(
            await archive.GetEntry(name)!.OpenAsync(TestContext.Current.CancellationToken));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
