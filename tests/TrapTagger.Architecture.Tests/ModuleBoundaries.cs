using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace TrapTagger.Architecture.Tests;

public sealed class ModuleBoundaries
{
    private static readonly string[] Doors = ["Module", "Services", "Model", "Settings", "Stage"];

    public static TheoryData<string> Modules => [.. Repository.Modules];

    public static TheoryData<string> FeatureModules => [.. Repository.Modules.Where(IsFeature)];

    [Fact]
    public void there_are_modules_to_check() => Assert.Contains("TrapTagger.Surveys", Repository.Modules);

    [Theory, MemberData(nameof(Modules))]
    public void a_module_uses_only_the_platform_and_other_modules_contracts(string module) =>
        Assert.DoesNotContain(Repository.References[module], used => !MayUse(module, used));

    [Fact]
    public void the_rule_of_references_refuses_what_it_should()
    {
        Assert.False(MayUse("TrapTagger.Surveys", "TrapTagger.Accounts"));
        Assert.False(MayUse("TrapTagger.Platform", "TrapTagger.Surveys.Contracts"));
        Assert.False(MayUse("TrapTagger.Surveys", "TrapTagger.Web"));
        Assert.False(MayUse("TrapTagger.Surveys.Contracts", "TrapTagger.Platform"));
        Assert.False(MayUse("TrapTagger.Classification", "Microsoft.ML.OnnxRuntime"));
        Assert.False(MayUse("TrapTagger.Surveys", "Dapper"));
        Assert.False(MayUse("TrapTagger.Admin", "StackExchange.Redis"));
        Assert.False(MayUse("TrapTagger.Classification.Inference", "TrapTagger.Platform"));
        Assert.True(MayUse("TrapTagger.Surveys", "TrapTagger.Accounts.Contracts"));
        Assert.True(MayUse("TrapTagger.Classification.Inference", "Microsoft.ML.OnnxRuntime"));
    }

    [Theory, MemberData(nameof(FeatureModules))]
    public void what_a_module_shows_is_its_door_its_views_and_their_models(string module)
    {
        var strangers = Assembly.Load(module).GetExportedTypes().Where(t => !t.IsNested && !IsDoor(t));

        Assert.Empty(strangers);
    }

    [Fact]
    public void the_rule_of_doors_refuses_what_it_should()
    {
        Assert.False(IsDoor(typeof(ModuleBoundaries)));
        Assert.True(IsDoor(typeof(Surveys.SurveysModule)));
    }

    private static bool IsFeature(string module) =>
        !module.StartsWith("TrapTagger.Platform", StringComparison.Ordinal) && module.Count(c => c == '.') == 1;

    private static bool IsDoor(Type type) =>
        Doors.Any(d => type.Name.EndsWith(d, StringComparison.Ordinal))
        || typeof(IComponent).IsAssignableFrom(type) || type.Name == "_Imports";

    private static bool MayUse(string module, string used) => used switch
    {
        "Microsoft.ML.OnnxRuntime" => module == "TrapTagger.Classification.Inference",
        "Dapper" or "Microsoft.Data.Sqlite" or "Quartz" or "StackExchange.Redis" => module == "TrapTagger.Platform",
        _ when !used.StartsWith("TrapTagger.", StringComparison.Ordinal) =>
            !module.EndsWith(".Contracts", StringComparison.Ordinal),
        _ when module.EndsWith(".Contracts", StringComparison.Ordinal) => false,
        "TrapTagger.Platform.Imaging" => module != "TrapTagger.Platform",
        "TrapTagger.Platform" => IsFeature(module),
        _ => !module.StartsWith("TrapTagger.Platform", StringComparison.Ordinal)
            && used.EndsWith(".Contracts", StringComparison.Ordinal),
    };
}
