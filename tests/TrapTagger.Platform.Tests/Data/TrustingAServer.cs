using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MySqlConnector;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Data;

public sealed class TrustingAServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traptagger-certificates-");

    [Theory]
    [InlineData("Server=db.example;Database=t")]
    [InlineData("Server=db.example;Database=t;SslMode=Preferred")]
    [InlineData("Server=db.example;Database=t;SslMode=Required")]
    [InlineData("Server=127.0.0.1,db.example;Database=t")]
    [InlineData("Server=10.0.0.5;Database=t")]
    public void a_server_that_nobody_would_check_is_refused(string settings)
    {
        var refused = Assert.Throws<UnusableSettingException>(() => MySqlSource.Settings(settings));

        Assert.Contains("SslMode=VerifyFull", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server=db.example;Database=t;SslMode=VerifyFull")]
    [InlineData("Server=db.example;Database=t;SslMode=VerifyCA;SslCa=/etc/ssl/ours.pem")]
    [InlineData("Server=db.example;Database=t;SslMode=None")]
    [InlineData("Server=127.0.0.1;Database=t")]
    [InlineData("Server=::1;Database=t")]
    [InlineData("Server=localhost;Database=t")]
    [InlineData("Server=/run/mysqld/mysqld.sock;Database=t;Protocol=unix")]
    public void one_that_is_checked_or_on_this_machine_or_expressly_not_protected_is_not(string settings) =>
        Assert.Contains("Database=t", MySqlSource.Settings(settings), StringComparison.Ordinal);

    [Theory]
    [InlineData("Server=127.0.0.1", "names no database")]
    [InlineData("Server=127.0.0.1;Database=t;Colour=red", "can't be read")]
    [InlineData("Server=;Database=t", "names no server")]
    public void settings_that_cannot_work_are_told_in_a_sentence(string settings, string said) => Assert.Contains(
        said, Assert.Throws<UnusableSettingException>(() => MySqlSource.Settings(settings)).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task a_certificate_is_checked_against_the_authority_and_the_name()
    {
        Assert.SkipUnless(MariaDbServer.IsInstalled, MariaDbServer.Absent);
        using var ours = Authority("ours");
        using var other = Authority("another's");
        var key = Certify(ours, "db.example", out var certificate);
        var server = new MariaDbServer(
            $"--ssl-ca={Write("ca.pem", ours.ExportCertificatePem())}",
            $"--ssl-cert={Write("server.pem", certificate)}", $"--ssl-key={Write("key.pem", key)}");
        var database = server.CreateDatabase("trust");
        var stranger = Write("stranger.pem", other.ExportCertificatePem());

        Assert.Null(await Connect($"{database};SslMode=VerifyCA;SslCa={_folder.FullName}/ca.pem"));
        Assert.NotNull(await Connect($"{database};SslMode=VerifyCA;SslCa={stranger}"));
        // It was given to db.example, and is called 127.0.0.1 here.
        Assert.NotNull(await Connect($"{database};SslMode=VerifyFull;SslCa={_folder.FullName}/ca.pem"));
        server.Stop();
    }

    private static async Task<MySqlException?> Connect(string settings)
    {
        await using var source = MySqlSource.Open(settings);
        try
        {
            await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (MySqlException refused)
        {
            return refused;
        }
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static string Certify(X509Certificate2 authority, string name, out string certificate)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.Create(authority, now.AddHours(-1), now.AddHours(1), [1, 2, 3]);
        certificate = made.ExportCertificatePem();
        return key.ExportRSAPrivateKeyPem();
    }

    private string Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        File.WriteAllText(path, text);
        // For the server's user, where that is another.
        if (OperatingSystem.IsWindows())
        {
            return path;
        }
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
