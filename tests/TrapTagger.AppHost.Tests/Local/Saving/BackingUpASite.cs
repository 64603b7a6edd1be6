using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using TrapTagger.AppHost.Tests.Surviving;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Saving;

/// <summary>A rehearsal: a site at work is backed up, and what is restored elsewhere is the same site.</summary>
public sealed class BackingUpASite : IDisposable
{
    private const string DescribeWork = """
        SELECT concat(coalesce(sum(frames), 0), ' frames, ', (SELECT count(*) FROM job), ' jobs') FROM annotation_set
        """;

    private const string ListPictures = """
        SELECT original_key FROM surveys_frame UNION SELECT screen_key FROM surveys_frame
        UNION SELECT thumbnail_key FROM surveys_frame
        """;

    private readonly TemporaryFolder _folder = new();

    public BackingUpASite() => Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends signals.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("embedded", "local")]
    [InlineData("local", "embedded")]
    public async Task what_was_saved_amid_the_work_goes_on_and_what_was_saved_after_it_is_the_same(
        string from, string to)
    {
        LocalServers.SkipWithout();
        IReadOnlyList<string> before;
        await using (var site = Runs("site", from))
        {
            var link = (await site.Says(Ecologist.Link)).Groups[1].Value;
            var ann = await Ecologist.CreatesOrganisation(await Address(site), link);
            var (_, uploader) = await Ecologist.CreatesSurvey(ann, "Kruger");
            await uploader.Brings(PickedFolder.Make());
            await Does("backup", "middle", "site", from);
            await IsFinished("site", from);
            await Does("backup", "whole", "site", from);
            before = await Content("site", from);
        }

        await Does("restore", "middle", "half", to);
        await Does("restore", "whole", "same", to);

        var after = await GoesOn("same", to);
        Assert.Equal(SiteContent.Counts(before), SiteContent.Counts(after));
        Assert.Equal(before, after);
        await Does("backup", "again", "same", to);
        Assert.Equal(SiteContent.Files(_folder["whole/objects"]), SiteContent.Files(_folder["again/objects"]));
        // A store that is a folder has a key of its own.
        Assert.Equal(from == "embedded", File.Exists(_folder["whole/keys/objects.key"]));
        Assert.Empty(SiteContent.Files(_folder["whole/keys"]).Except(SiteContent.Files(_folder["again/keys"])));
        await GoesOn("half", to);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task a_second_backup_to_the_same_folder_copies_what_is_new_and_what_was_replaced()
    {
        await HasEmptySite("site");
        Directory.CreateDirectory(_folder["saved"]);
        HasObject("wild/1/same.jpg", "same");
        HasObject("wild/1/replaced.jpg", "once");
        Assert.Contains("2 objects copied,", string.Join('\n', await Does("backup", "saved", "site")));

        HasObject("wild/1/replaced.jpg", "anew");
        HasObject("wild/1/new.jpg", "new");
        Assert.Contains("2 objects copied,", string.Join('\n', await Does("backup", "saved", "site")));

        await Does("restore", "saved", "copy");
        Assert.Equal(SiteContent.Files(_folder["site/objects"]), SiteContent.Files(_folder["copy/objects"]));
        var rows = Assert.Single(Directory.GetDirectories(_folder["saved"], "rows-*"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(rows));
    }

    [Fact]
    public async Task nothing_is_restored_over_a_site_that_holds_something()
    {
        await HasEmptySite("site");
        await Does("backup", "saved", "site");

        await Fails("restore", "saved", "site",
            "This site is not empty \\(there is table first_run_link of the database\\), and nothing is overwritten");
        Directory.CreateDirectory(_folder["other/objects/wild"]);
        File.WriteAllText(_folder["other/objects/wild/a.jpg"], "");
        await Fails("restore", "saved", "other", "site is not empty \\(there is object wild/a.jpg in the store\\)");
    }

    [Fact]
    public async Task a_damaged_backup_is_told_and_leaves_no_rows()
    {
        await HasEmptySite("site");
        HasObject("wild/1/a.jpg", "a picture");
        await Does("backup", "saved", "site");
        var object_ = _folder["saved/objects/wild/1/a.jpg"];

        File.WriteAllText(object_, "a forgery");
        await Fails("restore", "saved", "1", "The object wild/1/a.jpg is not what was backed up");
        File.Delete(object_);
        await Fails("restore", "saved", "2", "The store holds 0 objects of 0 bytes now, and the backup counted 1 of 9");
        File.WriteAllText(object_, "a picture");
        var rows = Directory.GetDirectories(_folder["saved"], "rows-*").Single();
        File.Copy($"{rows}/id_block.jsonl.gz", $"{rows}/first_run_link.jsonl.gz", overwrite: true);
        await Fails("restore", "saved", "3", "first_run_link.jsonl.gz is not what was written: the backup is damaged.");
        Assert.Equal(0, await Rows("3").Ask<long>("SELECT count(*) FROM first_run_link"));
        File.Delete(_folder["saved/backup.json"]);
        await Fails("restore", "saved", "4", "saved holds no complete backup: backup.json is missing.");
    }

    [Fact]
    public async Task a_backup_into_the_folder_that_it_saves_is_refused()
    {
        await HasEmptySite("site");

        await Fails("backup", "site/saved", "site", "site/saved lies in the data folder itself: choose another place");
    }

    private async Task HasEmptySite(string data)
    {
        await using var site = Runs(data);
        await site.Says(Ecologist.Link);
    }

    private void HasObject(string key, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[$"site/objects/{key}"])!);
        File.WriteAllText(_folder[$"site/objects/{key}"], content);
    }

    /// <summary>The work is finished, no row lacks its pictures, and its people sign in as before.</summary>
    /// <returns>All its rows.</returns>
    private async Task<IReadOnlyList<string>> GoesOn(string data, string on)
    {
        await using var site = Runs(data, on);
        var address = await Address(site);
        await IsFinished(data, on);
        var content = await Content(data, on); // before somebody signs in, which is a row of its own
        var ann = await Ecologist.SignsIn(address);
        var surveys = await ann.Opens("/surveys");
        Assert.Equal(HttpStatusCode.OK, surveys.Status);
        Assert.Contains("Kruger", surveys.Text, StringComparison.Ordinal);

        await Does("backup", $"{data}-seen", data, on);
        var pictures = await Rows(data, on).Rows<string>(ListPictures);
        Assert.Equal(3 * PickedFolder.Frames, pictures.Count);
        Assert.All(pictures, key => Assert.True(File.Exists(_folder[$"{data}-seen/objects/{key}"]), key));
        return content;
    }

    private Task<string> IsFinished(string data, string on) => Eventually.Is(
        () => Rows(data, on).Ask<string>(DescribeWork), seen => seen == $"{PickedFolder.Frames} frames, 0 jobs");

    private RunningAppHost Runs(string data, string on = "embedded") => RunningAppHost.Start(
    [
        "--data", _folder[data], "--infrastructure", on,
        "--port", RunningAppHost.FreePort().ToString(CultureInfo.InvariantCulture),
    ]);

    private static async Task<Uri> Address(RunningAppHost site) =>
        new((await site.Says("^TrapTagger is ready at (\\S+)")).Groups[1].Value);

    /// <summary>What it says.</summary>
    private async Task<IReadOnlyList<string>> Does(string verb, string saved, string data, string on = "embedded")
    {
        await using var host = RunningAppHost.Start(
            [verb, _folder[saved], "--data", _folder[data], "--infrastructure", on]);
        Assert.True(await host.Ends() == 0, string.Join('\n', host.Lines.Concat(host.Errors)));
        return host.Lines;
    }

    private async Task Fails(string verb, string saved, string data, string reason)
    {
        await using var host = RunningAppHost.Start([verb, _folder[saved], "--data", _folder[data]]);
        Assert.Equal(1, await host.Ends());
        Assert.Contains(host.Lines, line => Regex.IsMatch(line, $"error: The {verb} is not complete. .*{reason}"));
    }

    private string Database(string data, string on = "embedded") => on == "local"
        ? LocalServers.Database(_folder[data])
        : $"Data Source={_folder[data]}/traptagger.db";

    private SiteRows Rows(string data, string on = "embedded") => new(Database(data, on));

    private Task<IReadOnlyList<string>> Content(string data, string on) => SiteContent.Rows(Database(data, on));
}
