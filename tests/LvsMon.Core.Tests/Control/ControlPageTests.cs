using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Control;
using LvsMon.Core.Events;
using LvsMon.Core.Tests.Support;
using Xunit;

namespace LvsMon.Core.Tests.Control;

public sealed class ControlPageTests
{
    [Fact]
    public void Page_ComparedWithTheCatalogues_IsTheSame()
    {
        (string page, string made) = PageParts.Read("docs/reference/control.md", ControlPage.Parts);

        page.Should().Be(made);
    }

    [Fact]
    public void Catalogue_Errors_AreAllThereWithWordsOfTheirOwn()
    {
        ControlErrors.All.Should().BeEquivalentTo(Enum.GetValues<ControlError>().Where(e => e != ControlError.None));
        ControlErrors.All.Select(e => System.Text.Encoding.ASCII.GetString(ControlErrors.Word(e)))
            .Should().OnlyHaveUniqueItems().And.NotContain("none");
        foreach (ControlError error in ControlErrors.All)
        {
            foreach (byte b in ControlErrors.Message(error))
            {
                ((char)b).Should().BeInRange(' ', '~').And.NotBe('"').And.NotBe('\\');
            }
        }
    }

    [Fact]
    public void Catalogue_Commands_HaveEveryVerbOnceAndDocumentsThatAreDescribed()
    {
        IEnumerable<string> described = ControlCatalogue.Fields.Select(field => field.Document)
            .Concat(EventCatalogue.Fields.Select(field => field.Document)).Distinct();

        ControlCatalogue.Commands.Select(c => c.Verb).Should()
            .BeEquivalentTo(Enum.GetValues<ControlVerb>().Where(v => v != ControlVerb.None));
        ControlCatalogue.Commands.SelectMany(c => c.Documents).Concat(["end", "error"]).Distinct()
            .Should().BeEquivalentTo(described);
    }
}
