using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrapTagger.Testing;
using TrapTagger.Testing.Mail;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>
/// A real worker, killed in the middle of sending, on a mail server that asks for STARTTLS and a password. With
/// TRAPTAGGER_TEST_TIMES=20 it sends twelve hundred letters instead of sixty.
/// </summary>
[Collection<OneAfterTheOther>]
public sealed class SendingLettersThroughKills(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Kills = 4;

    private const string Write = """
        INSERT INTO mail (id, recipient, subject, content, holds_secret, state, attempts, asked_at, due_at, created_at)
        VALUES (@id, @to, 'Hello', @content, FALSE, 'waiting', 0, @now, @now, @now)
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<LoneProgram> _programs = [];
    private readonly SmtpServer _server = new();

    private static int Letters => 60
        * (int.TryParse(Environment.GetEnvironmentVariable("TRAPTAGGER_TEST_TIMES"), out var times) ? times : 1);

    [Fact]
    public async Task none_is_lost_and_none_is_sent_twice_but_what_was_on_its_way()
    {
        using var certificate = Certificate();
        (_server.Certificate, _server.Asks) = (certificate, ("ann", "a secret"));
        var rows = new SiteRows(LoneProgram.Database(_folder));
        var settings = Settings(certificate);
        _programs.AddRange(
            [new("TrapTagger.Web", _folder, settings), new("TrapTagger.Worker", _folder, settings)]);
        var (web, worker) = (_programs[0], _programs[1]);
        web.Start();
        await web.IsReady();
        await WriteLetters(rows);

        for (var kill = 1; kill <= Kills; kill++)
        {
            worker.Start();
            var sofar = kill * Letters / (Kills + 2);
            await Eventually.Is(
                () => Task.FromResult(_server.Taken.Count), taken => taken >= sofar, worker.Output);
            await worker.Kill();
            // As if the lease of the letter that it had were over.
            await rows.Run("UPDATE mail SET leased_until = NULL");
        }
        worker.Start();
        await Eventually.Is(
            () => rows.Ask<long>("SELECT count(*) FROM mail WHERE state = 'sent'"), sent => sent == Letters,
            worker.Output, TimeSpan.FromMinutes(5));

        var taken = _server.Taken;
        Assert.Equal(Letters, taken.Select(l => l.To).Distinct().Count());
        Assert.Equal(Letters, taken.Select(l => l.MessageId).Distinct().Count());
        Assert.InRange(taken.Count - Letters, 0, Kills);
        Assert.All(taken, l => Assert.True(l.WasEncrypted));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Letters} letters, {Kills} kills: {taken.Count - Letters} came twice, under the same Message-ID"));
    }

    [Theory]
    [InlineData("MAIL_PORT", "smtp", "MAIL_PORT is 'smtp': give the number of the mail server's port")]
    [InlineData("MAIL_USE_TLS", "maybe", "MAIL_USE_TLS is 'maybe': say True or False.")]
    public async Task a_setting_that_cannot_be_used_ends_the_worker_with_a_sentence(
        string name, string value, string sentence)
    {
        var worker = new LoneProgram(
            "TrapTagger.Worker", _folder,
            new Dictionary<string, string> { ["MAIL_SERVER"] = "smtp.example.org", [name] = value });
        _programs.Add(worker);
        worker.Start();

        await worker.Ends();

        await worker.Says($"({System.Text.RegularExpressions.Regex.Escape(sentence)})");
        Assert.DoesNotContain("   at ", worker.Output(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
        {
            await program.DisposeAsync();
        }
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private Dictionary<string, string> Settings(X509Certificate2 certificate)
    {
        File.WriteAllText(_folder["authority.pem"], certificate.ExportCertificatePem());
        return new()
        {
            ["MAIL_SERVER"] = "localhost",
            ["MAIL_PORT"] = $"{_server.Port}",
            ["MAIL_USERNAME"] = "ann",
            ["MAIL_PASSWORD"] = "a secret",
            ["SSL_CERT_FILE"] = _folder["authority.pem"],
        };
    }

    private static async Task WriteLetters(SiteRows rows)
    {
        for (var i = 1; i <= Letters; i++)
        {
            var to = $"person{i}@example.org";
            await rows.Run(Write, new
            {
                id = $"{i:x32}", to, now = "2026-05-03 10:00:00",
                content = $$"""{"To":"{{to}}","Subject":"Hello","Name":"Ann","Paragraphs":["First."],"Closing":[]}""",
            });
        }
        // Asked for just now, or an attempt that fails parks them at once.
        await rows.Run("UPDATE mail SET asked_at = '2099-01-01 00:00:00'");
    }

    /// <summary>For this machine, by an authority that is itself.</summary>
    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
