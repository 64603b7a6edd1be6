using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace TrapTagger.Platform.Tests.Keys;

public sealed class ProtectingCookies
{
    [Fact]
    public async Task what_one_process_protects_another_one_reads_and_no_file_is_needed()
    {
        await using var one = await PlatformUnderTest.StartAsync();
        var cookie = Protector(one).Protect("Ann");

        await using var other = await one.BesideAsync();

        Assert.Equal("Ann", Protector(other).Unprotect(cookie));
        Assert.False(Directory.Exists(Path.Combine(one.Folder, "keys", "protection")));
    }

    [Fact]
    public async Task the_keys_of_a_site_that_kept_them_as_files_are_taken_over()
    {
        var folder = Directory.CreateTempSubdirectory("traptagger-keys-");
        await using var before = new ServiceCollection().AddLogging()
            .AddDataProtection().SetApplicationName("TrapTagger")
            .PersistKeysToFileSystem(folder.CreateSubdirectory("keys").CreateSubdirectory("protection"))
            .Services.BuildServiceProvider();
        var cookie = before.GetDataProtector("cookies").Protect("Ann");

        await using var after = await PlatformUnderTest.StartAsync(folder: folder);
        await using var beside = await after.BesideAsync();

        Assert.Equal("Ann", Protector(after).Unprotect(cookie));
        Assert.Equal("Ann", Protector(beside).Unprotect(cookie));
        Assert.Equal(1, await after.Ask<long>("SELECT count(*) FROM protection_key"));
    }

    [Fact]
    public async Task a_new_key_is_for_a_cipher_that_notices_changes_by_itself()
    {
        await using var site = await PlatformUnderTest.StartAsync();
        Protector(site).Protect("Ann");

        Assert.Contains(
            "AES_256_GCM", await site.Ask<string>("SELECT xml FROM protection_key"), StringComparison.Ordinal);
    }

    private static IDataProtector Protector(PlatformUnderTest platform) =>
        platform.Get<IDataProtectionProvider>().CreateProtector("cookies");
}
