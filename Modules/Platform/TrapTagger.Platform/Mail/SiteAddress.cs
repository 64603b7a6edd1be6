using Microsoft.Extensions.Configuration;

namespace TrapTagger.Platform.Mail;

/// <summary>Where people find this site, for links that leave it.</summary>
public sealed class SiteAddress
{
    /// <summary>Where the AppHost puts the site unless it is told otherwise.</summary>
    private const string Unsaid = "http://localhost:5210";

    private readonly Uri _root;

    internal SiteAddress(IConfiguration configuration)
    {
        var origins = (configuration["TrapTagger:Origins"] ?? "")
            .Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
        _root = Uri.TryCreate(origins.FirstOrDefault() ?? Unsaid, UriKind.Absolute, out var root)
            && root.Scheme is "http" or "https" ? root : new(Unsaid);
    }

    public string Host => _root.Host;

    /// <param name="path">A path of this site, such as "/sign-in".</param>
    public string Of(string path) => new Uri(_root, path).ToString();
}
