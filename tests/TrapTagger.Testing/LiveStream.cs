using Xunit;

namespace TrapTagger.Testing;

/// <summary>What a browser hears of a page that follows its data.</summary>
public sealed class LiveStream : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Lock _lock = new();
    private readonly Task _reading;
    private string _heard = "";

    private LiveStream(Stream stream) => _reading = ReadAsync(stream);

    public static async Task<LiveStream> OpenAsync(Visitor visitor, string path) =>
        new(await visitor.Http.GetStreamAsync(path, TestContext.Current.CancellationToken));

    /// <summary>Waits until the last view that came holds the text.</summary>
    public Task Shows(string text) => Eventually.Is(
        () => Task.FromResult(Last()), last => last.Contains(text, StringComparison.Ordinal));

    private string Last()
    {
        lock (_lock)
        {
            return _heard[(_heard.LastIndexOf("<div id=", StringComparison.Ordinal) is >= 0 and var at ? at : 0)..];
        }
    }

    private async Task ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (await NextAsync(reader) is { } line)
        {
            lock (_lock)
            {
                _heard += line + '\n';
            }
        }
    }

    /// <summary>Null when the site or the browser ended it.</summary>
    private async Task<string?> NextAsync(StreamReader reader)
    {
        try
        {
            return await reader.ReadLineAsync(_leaving.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _reading;
        _leaving.Dispose();
    }
}
