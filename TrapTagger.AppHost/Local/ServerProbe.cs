using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrapTagger.AppHost.Local;

/// <summary>Asks a server whether it is ready, in its own language.</summary>
internal static class ServerProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // The packet's length and number, and then the version of the protocol: it speaks first.
    private const int GreetingHead = 5;
    private const byte ProtocolVersion = 10;

    internal static Task MySqlAsync(int port, CancellationToken ct) => UntilAsync(port, async (stream, patience) =>
    {
        var head = new byte[GreetingHead];
        await stream.ReadExactlyAsync(head, patience);
        return head[^1] == ProtocolVersion;
    }, ct);

    internal static Task RedisAsync(int port, string password, CancellationToken ct) =>
        UntilAsync(port, async (stream, patience) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTH {password}\r\nPING\r\n"), patience);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            return await reader.ReadLineAsync(patience) == "+OK" && await reader.ReadLineAsync(patience) == "+PONG";
        }, ct);

    private static async Task UntilAsync(
        int port, Func<NetworkStream, CancellationToken, Task<bool>> answers, CancellationToken ct)
    {
        while (!await OnceAsync(port, answers, ct))
        {
            await Task.Delay(Pause, ct);
        }
    }

    private static async Task<bool> OnceAsync(
        int port, Func<NetworkStream, CancellationToken, Task<bool>> answers, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
            await using var stream = client.GetStream();
            return await answers(stream, patience.Token);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            return false;
        }
    }
}
