using Microsoft.Extensions.Configuration;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Testing;

/// <summary>A letter as the product sends it: each part by its type, in order.</summary>
public static class TravellingLetter
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection([new("TrapTagger:Origins", "https://traps.wild-peru-conservation.example")]).Build();

    /// <summary>Where the letters' links lead.</summary>
    public static SiteAddress Site { get; } = new(Settings);

    public static IReadOnlyList<(string Type, string Words)> Parts(Letter letter)
    {
        using var message = new LetterMessage(MailSettings.Read(Settings, Site)).Of("1", letter);
        return [.. message.AlternateViews.Select(part =>
        {
            using var words = new StreamReader(part.ContentStream);
            return (part.ContentType.MediaType, words.ReadToEnd());
        })];
    }
}
