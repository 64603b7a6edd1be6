using System.Text;

namespace TrapTagger.Testing.Mail;

/// <summary>One conversation with the server.</summary>
internal sealed class SmtpTalk(SmtpServer server, SmtpMoment end) : IDisposable
{
    private const int LinesBeforeTheEnd = 5;

    private StreamReader _reader = StreamReader.Null;
    private Stream _stream = Stream.Null;
    private string _from = "";
    private string _to = "";
    private bool _isEncrypted;
    private bool _isLetIn;

    internal async Task HoldAsync(Stream stream, CancellationToken ct)
    {
        SpeakOver(stream);
        Ends(SmtpMoment.Greeting);
        await SayAsync("220 mail.example ready");
        while (await _reader.ReadLineAsync(ct) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO" or "HELO":
                    Ends(SmtpMoment.Hello);
                    await SayAsync(Greetings());
                    break;
                case "STARTTLS":
                    await SayAsync("220 go on");
                    SpeakOver(await server.EncryptAsync(stream, ct));
                    _isEncrypted = true;
                    break;
                case "AUTH":
                    await SayAsync(await LetInAsync(line, ct) ? "235 welcome" : "535 5.7.8 wrong user or password");
                    break;
                case "MAIL":
                    Ends(SmtpMoment.Sender);
                    _from = Between(line);
                    await SayAsync(server.Asks is null || _isLetIn ? "250 fine" : "530 5.7.0 sign in first");
                    break;
                case "RCPT":
                    Ends(SmtpMoment.Recipient);
                    _to = Between(line);
                    await SayAsync(server.AnswersRecipient(_to) ?? "250 fine");
                    break;
                case "DATA":
                    Ends(SmtpMoment.Data);
                    await SayAsync("354 go on");
                    await TakeAsync(ct);
                    break;
                case "QUIT":
                    await SayAsync("221 bye");
                    return;
                default:
                    await SayAsync("250 fine");
                    break;
            }
        }
    }

    /// <summary>The connection is its opener's to close; nothing is left unsaid.</summary>
    public void Dispose() => _reader.Dispose();

    private async Task TakeAsync(CancellationToken ct)
    {
        var text = new StringBuilder();
        for (var lines = 0; await _reader.ReadLineAsync(ct) is { } line && line != "."; lines++)
        {
            if (lines == LinesBeforeTheEnd)
            {
                Ends(SmtpMoment.WithinTheLetter);
            }
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }
        Ends(SmtpMoment.BeforeTakingIt);
        await server.Gate.WaitAsync(ct);
        server.Take(new(_from, _to, text.ToString(), _isEncrypted));
        Ends(SmtpMoment.BeforeSayingSo);
        await SayAsync("250 taken");
        Ends(SmtpMoment.AfterSayingSo);
    }

    private string Greetings()
    {
        string[] offers =
        [
            "mail.example",
            .. server.Certificate is not null && !_isEncrypted ? (string[])["STARTTLS"] : [],
            .. server.Asks is not null ? (string[])["AUTH LOGIN"] : [],
            "8BITMIME",
        ];
        return string.Join("\r\n", offers.Select((o, i) => $"250{(i == offers.Length - 1 ? ' ' : '-')}{o}"));
    }

    private async Task<bool> LetInAsync(string line, CancellationToken ct)
    {
        var parts = line.Split(' ');
        var user = parts.Length > 2 ? parts[2] : await AskAsync("VXNlcm5hbWU6", ct);
        var password = await AskAsync("UGFzc3dvcmQ6", ct);
        return _isLetIn = server.Asks == (Decoded(user), Decoded(password));
    }

    private async Task<string> AskAsync(string what, CancellationToken ct)
    {
        await SayAsync($"334 {what}");
        return await _reader.ReadLineAsync(ct) ?? "";
    }

    private void Ends(SmtpMoment moment)
    {
        if (moment == end)
        {
            throw new SmtpEndedException();
        }
    }

    private void SpeakOver(Stream stream)
    {
        _reader = new(stream, Encoding.Latin1, leaveOpen: true);
        _stream = stream;
    }

    private Task SayAsync(string line) => _stream.WriteAsync(Encoding.Latin1.GetBytes($"{line}\r\n")).AsTask();

    private static string Decoded(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));

    private static string Between(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
}
