using System.Reflection;
using System.Text.RegularExpressions;
using TrapTagger.Accounts;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Mail;
using TrapTagger.Testing;

namespace TrapTagger.Browser.Tests;

/// <summary>
/// Every kind of letter that the product can write, made by its own code about people and things of some length. They
/// are found, not listed: one that is new is looked at without a word here, or says which word is missing.
/// </summary>
internal static partial class EveryLetter
{
    private const string Token = "3kq0vJ1zT4lmB7sW9xYcR2eN5uHgA8oPdFiKjLqMtXs";

    private static readonly EnquiryModel Enquiry = new()
    {
        Id = 17, Organisation = "Wild Peru Conservation Alliance",
        Name = "Rosa Quispe", Email = "rosa@wildperu.example",
        Message = "We run forty cameras in Manu, twice a year, some 200,000 photographs a season.\n"
            + "Four of us label, mostly at night when the power is back.",
        Answer = "Thank you for the photographs, Rosa. Write to me when anything is unclear.",
    };

    /// <summary>What makers take, by the parameter's name or else its type.</summary>
    private static readonly Dictionary<object, object> Usual = new()
    {
        [typeof(Person)] = new Person { Name = "Rosa Quispe", Email = "rosa.quispe@wild-peru-conservation.example" },
        [typeof(ToldMember)] = new ToldMember { Name = "Rosa Quispe", Email = "rosa@wildperu.example" },
        [typeof(EnquiryModel)] = Enquiry,
        [typeof(SiteAddress)] = TravellingLetter.Site,
        [typeof(Role)] = Role.Hidden,
        [typeof(CurrentUser)] = new CurrentUser(1, "Ann Field", 1, "Wild Peru Conservation Alliance"),
        [typeof(OrganisationTold)] = new OrganisationTold(
            1, "write", "Every file of “Manu dry season 2026” is checked: 201,344 frames.", "/surveys/17"),
        ["token"] = Token,
        ["email"] = "rosa.q@a-new-address.example",
        ["before"] = "rosa.q@wildperu.example",
        ["to"] = "rosa.q@wildperu.example",
        ["device"] = "Firefox on Linux",
        ["what"] = "Signing in to your account now asks for a code of an authenticator app, too.",
    };

    private static readonly Dictionary<string, MethodInfo> Makers = Directory
        .GetFiles(AppContext.BaseDirectory, "TrapTagger.*.dll")
        .Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)))
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(method => method.ReturnType == typeof(Letter) && method.DeclaringType != typeof(EveryLetter))
        .ToDictionary(Name);

    internal static IEnumerable<string> Kinds => Makers.Keys.Order();

    internal static Letter Of(string kind) =>
        (Letter)Makers[kind].Invoke(null, [.. Makers[kind].GetParameters().Select(Find)])!;

    private static object Find(ParameterInfo parameter) =>
        Usual.GetValueOrDefault(parameter.Name!) ?? Usual.GetValueOrDefault(parameter.ParameterType)
        ?? throw new InvalidOperationException(
            $"Say in {nameof(EveryLetter)} what '{parameter.Name}' of {parameter.Member.Name} usually is.");

    /// <summary>As in "letter security locked out".</summary>
    private static string Name(MethodInfo maker) =>
        $"letter{Capital().Replace(maker.DeclaringType!.Name.Replace("Letters", "", StringComparison.Ordinal)
            + maker.Name, " $0")}".ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
