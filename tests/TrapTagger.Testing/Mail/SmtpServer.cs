using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace TrapTagger.Testing.Mail;

/// <summary>Where a server ends a conversation without a word.</summary>
public enum SmtpMoment
{
    Never,
    Greeting,
    Hello,
    Sender,
    Recipient,
    Data,

    /// <summary>After some lines of the letter.</summary>
    WithinTheLetter,

    /// <summary>The letter came whole and was thrown away.</summary>
    BeforeTakingIt,

    /// <summary>The letter was taken, and the sender is not told.</summary>
    BeforeSayingSo,

    /// <summary>The sender was told.</summary>
    AfterSayingSo,
}

/// <summary>A mail server that keeps what it takes, and has bad moments when a test says so.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<SmtpLetter> _taken = new();
    private readonly Task _listening;
    private int _connections;

    public SmtpServer()
    {
        _listener.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<SmtpLetter> Taken => [.. _taken];

    public int Connections => _connections;

    /// <summary>By the number of the connection, from 1.</summary>
    public Func<int, SmtpMoment> EndsAt { get; set; } = _ => SmtpMoment.Never;

    /// <summary>What it answers to a recipient; null: 250.</summary>
    public Func<string, string?> AnswersRecipient { get; set; } = _ => null;

    /// <summary>Then it offers STARTTLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Then it lets nobody send who does not say these.</summary>
    public (string User, string Password)? Asks { get; set; }

    /// <summary>A letter is taken once this is done.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    internal void Take(SmtpLetter letter) => _taken.Enqueue(letter);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = TalkAsync(client, Interlocked.Increment(ref _connections));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client, int number)
    {
        using (client)
        {
            client.LingerState = new(true, 0); // an end without a word is a reset, as when a machine dies
            try
            {
                using var talk = new SmtpTalk(this, EndsAt(number));
                await talk.HoldAsync(client.GetStream(), _stop.Token);
                client.LingerState = new(false, 0);
            }
            catch (Exception e) when (e is IOException or SmtpEndedException or OperationCanceledException
                or System.Security.Authentication.AuthenticationException)
            {
            }
        }
    }

    internal async Task<Stream> EncryptAsync(Stream plain, CancellationToken ct)
    {
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = Certificate }, ct);
        return secure;
    }
}

/// <summary>The server ends the conversation here, as the test wants it.</summary>
internal sealed class SmtpEndedException : Exception;
