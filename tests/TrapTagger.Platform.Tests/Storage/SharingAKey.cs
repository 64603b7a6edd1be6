using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Tests.Storage;

public sealed class SharingAKey
{
    [Fact]
    public async Task processes_that_start_together_have_the_same_whole_key()
    {
        var folder = Directory.CreateTempSubdirectory("traptagger-keys-");
        using var together = new Barrier(4);

        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait(TestContext.Current.CancellationToken);
                return Enumerable.Range(0, 50).Select(n => new DataFolder(folder.FullName).Key($"{n}")).ToList();
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(keys.SelectMany(k => k), key => Assert.Equal(32, key.Length));
        Assert.Equal(50, keys.SelectMany(k => k).Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(50, folder.GetFiles("*", SearchOption.AllDirectories).Length);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task one_that_a_process_died_of_making_is_made_by_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("traptagger-keys-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "keys"));
        var file = Path.Combine(folder.FullName, "keys", "objects.key");
        await File.WriteAllBytesAsync(file, [], TestContext.Current.CancellationToken);

        var key = new DataFolder(folder.FullName).Key("objects");

        Assert.Equal(32, key.Length);
        Assert.Equal(key, new DataFolder(folder.FullName).Key("objects"));
        folder.Delete(recursive: true);
    }
}
