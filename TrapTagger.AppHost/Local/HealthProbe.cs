using System.Diagnostics;
using System.Net;

namespace TrapTagger.AppHost.Local;

/// <summary>Asks a program whether it is ready.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // No proxy: a proxy of the machine's settings can't reach this machine's loopback.
    private static readonly HttpMessageInvoker Client = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Returns once <paramref name="url"/> answers 200.</summary>
    internal static async Task WaitAsync(Uri url, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (!await AnswersAsync(url, ct))
        {
            // Seldom after a while: a program logs each time that it has to say it isn't ready.
            await Task.Delay(Math.Clamp((int)waited.ElapsedMilliseconds / 8, 100, 5_000), ct);
        }
    }

    private static async Task<bool> AnswersAsync(Uri url, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await Client.SendAsync(request, patience.Token);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            return false;
        }
    }
}
