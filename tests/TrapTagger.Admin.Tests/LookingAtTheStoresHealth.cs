using System.Diagnostics;
using System.Net;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;

namespace TrapTagger.Admin.Tests;

/// <summary>
/// What is wrong with the object store stands on the Admin page and on the console, and heals without a restart.
/// </summary>
public sealed class LookingAtTheStoresHealth
{
    [Theory]
    [InlineData("AccessKey=root-key", "AccessKey=nobody", "does not know the access key 'nobody'")]
    [InlineData("SecretKey=root-secret", "SecretKey=wrong", "The secret key that belongs to 'root-key' is not the one")]
    [InlineData("AccessKey=root-key;SecretKey=root-secret", "AccessKey=download-key;SecretKey=download-secret",
        "The access key 'download-key' lacks a right on the bucket")]
    public async Task a_bucket_that_refuses_is_named(string right, string wrong, string sentence)
    {
        var gateway = await ObjectGateway.StartedAsync();
        var settings = gateway.ConnectionString(ObjectGateway.NewBucket());
        await using (var before = new SiteUnderTest(objects: settings))
        {
            await IsWell(await before.SignedInAsSiteAdministrator()); // It makes the bucket.
        }
        await using var site = new SiteUnderTest(
            objects: settings.Replace($";{right}", $";{wrong}", StringComparison.Ordinal));
        var sam = await site.SignedInAsSiteAdministrator();

        await Says(site, sam, sentence);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(403)]
    public async Task a_store_that_refuses_for_a_while_is_named_until_it_is_well_again(int status)
    {
        var gateway = await ObjectGateway.StartedAsync();
        await using var proxy = await ObjectProxy.BeforeAsync(gateway.Endpoint);
        await using var site = new SiteUnderTest(
            objects: gateway.ConnectionString(ObjectGateway.NewBucket(), proxy.Address));
        var sam = await site.SignedInAsSiteAdministrator();
        await IsWell(sam);

        proxy.Refuses = (_, _) => status;
        await Says(site, sam, proxy.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, (await sam.Opens("/surveys")).Status);

        proxy.Refuses = (_, _) => null;
        await IsWell(sam);
        await SaysOnTheConsole(site, "Well again: ");
    }

    [Fact]
    public async Task a_disk_that_is_full_is_named_until_there_is_room()
    {
        using var disk = new TemporaryFolder();
        var isMounted = OperatingSystem.IsLinux()
            && await Run("mount", "-t", "tmpfs", "-o", "size=2500m", "tmpfs", disk.Path) == 0;
        Assert.SkipUnless(isMounted, "A small disk can't be mounted here: that takes Linux and its root.");
        try
        {
            await using var site = new SiteUnderTest(objects: $"Folder={disk["objects"]}");
            var sam = await site.SignedInAsSiteAdministrator();
            await IsWell(sam);

            Assert.Equal(0, await Run("mount", "-o", "remount,size=64k", disk.Path));
            await Fill(disk["filling"]);
            await Says(site, sam, $"The disk of {disk["objects"]} is full: make room on it.");

            Assert.Equal(0, await Run("mount", "-o", "remount,size=2500m", disk.Path));
            await IsWell(sam);
            await SaysOnTheConsole(site, "Well again: ");
        }
        finally
        {
            Assert.Equal(0, await Run("umount", "-l", disk.Path));
        }
    }

    private static Task<Seen> IsWell(Visitor sam) => Eventually.Is(
        () => sam.Opens("/admin"), seen => Store(seen).StartsWith("Well", StringComparison.Ordinal));

    private static async Task Says(SiteUnderTest site, Visitor sam, string sentence)
    {
        await Eventually.Is(async () => Store(await sam.Opens("/admin")),
            part => part.StartsWith("Impaired", StringComparison.Ordinal)
                && part.Contains(sentence, StringComparison.Ordinal));
        await SaysOnTheConsole(site, sentence);
        Assert.DoesNotContain(site.Log, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    private static Task<bool> SaysOnTheConsole(SiteUnderTest site, string sentence) => Eventually.Is(
        () => Task.FromResult(site.Log.Any(line => line.Contains(sentence, StringComparison.Ordinal))), said => said);

    /// <summary>The word and the sentence of the part.</summary>
    private static string Store(Seen seen) => seen.Html.QuerySelectorAll(".health-part")
        .Select(part => string.Join(' ', part.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        .FirstOrDefault(part => part.Contains("Object store", StringComparison.Ordinal)) ?? "";

    private static async Task Fill(string file)
    {
        try
        {
            await File.WriteAllBytesAsync(file, new byte[1 << 20], TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Now it is full.
        }
    }

    private static async Task<int> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
