using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Tests.Storage;

public sealed class LosingAWriter
{
    private static readonly byte[] Bytes = "a photograph"u8.ToArray();

    [Fact]
    public async Task what_it_had_half_written_is_removed_when_another_process_starts()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        var left = platform.Get<FolderStore>().PathOf(".arriving/half");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        await File.WriteAllBytesAsync(left, Bytes, Ct);

        await using var another = await platform.BesideAsync();

        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task what_is_still_being_written_is_left_alone()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        var store = platform.Get<FolderStore>();
        await using (var arriving = store.Receive())
        {
            await arriving.File.WriteAsync(Bytes, Ct);

            await using var another = await platform.BesideAsync();

            await arriving.KeepAsync(store.PathOf("wild/a.jpg"), Ct);
        }

        Assert.Equal(Bytes, await store.ReadAsync("wild/a.jpg", Ct));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
