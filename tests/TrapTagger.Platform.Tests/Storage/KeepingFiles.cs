using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Tests.Storage;

/// <summary>
/// What the folder store alone promises: files that people find, and nothing that a browser would run.
/// </summary>
public sealed class KeepingFiles : IAsyncDisposable
{
    private readonly FolderUnderTest _under = new();

    private FolderStore Store => (FolderStore)_under.At(TimeProvider.System);

    [Theory]
    [InlineData("wild/a:b?.jpg", "wild/a%3Ab%3F.jpg")]
    [InlineData("wild/folder. /a.jpg", "wild/folder.%20/a.jpg")]
    [InlineData("wild/a\\b\n", "wild/a%5Cb%0A")]
    public void letters_that_some_disk_refuses_are_written_otherwise(string key, string file) =>
        Assert.EndsWith(file.Replace('/', Path.DirectorySeparatorChar), Store.PathOf(key), StringComparison.Ordinal);

    [Fact]
    public async Task a_picture_comes_in_a_sandbox()
    {
        await Store.WriteAsync("wild/a.jpg", "a photograph"u8.ToArray(), TestContext.Current.CancellationToken);

        var got = await _under.Browser.GetAsync(
            new Uri(Store.SignGet("wild/a.jpg", TimeSpan.FromHours(1)), UriKind.Relative),
            TestContext.Current.CancellationToken);

        Assert.Contains("sandbox", got.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _under.DisposeAsync();
}
