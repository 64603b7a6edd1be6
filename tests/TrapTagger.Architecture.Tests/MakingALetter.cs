using System.Reflection;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Architecture.Tests;

/// <summary>
/// Letters are made where tests find them: by static methods that return one and do nothing else, in classes called
/// after them. Every one of those is looked at in a browser.
/// </summary>
public sealed class MakingALetter
{
    private const byte NewObject = 0x73;
    private const int TokenLength = 4;

    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void a_letter_is_made_by_a_method_that_does_nothing_else()
    {
        var makers = Repository.Modules
            .SelectMany(module => Assembly.Load(module).GetTypes())
            .SelectMany(type => type.GetMethods(All).Where(Makes)).ToList();

        Assert.NotEmpty(makers);
        Assert.Empty(makers.Where(m => !IsMaker(m)).Select(m => $"{m.DeclaringType!.FullName}.{m.Name}"));
    }

    [Fact]
    public void the_rule_refuses_what_it_should()
    {
        Assert.True(Makes(Here(nameof(MakesOne))));
        Assert.True(Makes(Here(nameof(SendsOne))));
        Assert.False(Makes(Here(nameof(ChangesOne))));
        Assert.False(IsMaker(Here(nameof(MakesOne))));
        Assert.False(IsMaker(Here(nameof(SendsOne))));
    }

    private static bool IsMaker(MethodInfo method) => method.IsStatic && method.ReturnType == typeof(Letter)
        && method.DeclaringType!.Name.EndsWith("Letters", StringComparison.Ordinal);

    /// <summary>Whether it calls the constructor, also where its source says only "new(…)".</summary>
    private static bool Makes(MethodInfo method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        return Enumerable.Range(0, Math.Max(0, code.Length - TokenLength)).Any(
            at => code[at] == NewObject && IsOfALetter(method, BitConverter.ToInt32(code, at + 1)));
    }

    private static bool IsOfALetter(MethodInfo method, int token)
    {
        try
        {
            return method.DeclaringType != typeof(Letter) && method.Module.ResolveMethod(
                token, method.DeclaringType!.GetGenericArguments(),
                method.IsGenericMethod ? method.GetGenericArguments() : null)?.DeclaringType == typeof(Letter);
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException)
        {
            return false; // the byte was part of something else
        }
    }

    private static MethodInfo Here(string name) => typeof(MakingALetter).GetMethod(name, All)!;

    private static Letter MakesOne() => new("ann@example.org", "Hello", "", []);

    private static void SendsOne(Action<Letter> send) => send(new("ann@example.org", "Hello", "", []));

    private static Letter ChangesOne(Letter letter) => letter with { Name = "Ann" };
}
