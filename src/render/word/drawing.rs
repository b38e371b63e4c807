//! Small drawings that stand in a line of words: bars, dots and arrows.
//!
//! They are shapes of Word's own, so they stay sharp and can be edited, and no typeface is
//! needed to make them. A program that does not know such shapes shows the words of the
//! alternative. It must not know what is drawn.

use super::element::{Element, element};
use super::paragraph::{Look, Paragraph, run, run_of};
use crate::render::palette::{Colour, Fill, INK, Mark, PAPER};

/// Numbers for drawings, each once in a document.
#[derive(Debug, Default)]
pub(super) struct Ids(u32);

impl Ids {
    /// The next number.
    pub(super) fn next(&mut self) -> u32 {
        self.0 = self.0.saturating_add(1);
        self.0
    }
}

/// A drawing; lengths are EMU, 360,000 to a centimetre.
pub(super) struct Drawing {
    /// From left to right.
    pub(super) width: u32,
    /// From top to bottom.
    pub(super) height: u32,
    /// What a person who cannot see it is told.
    pub(super) alternative: String,
    /// Behind first.
    pub(super) shapes: Vec<Shape>,
}

/// One shape and its box.
pub(super) struct Shape {
    /// From the left.
    pub(super) x: u32,
    /// From the top.
    pub(super) y: u32,
    /// From left to right.
    pub(super) width: u32,
    /// From top to bottom.
    pub(super) height: u32,
    /// What it is.
    pub(super) form: Form,
}

/// What a shape is.
pub(super) enum Form {
    /// A box with a fill and words in its middle.
    Box {
        /// Fill and colour of the words.
        shade: Fill,
        /// Words, where there is room for them.
        words: Option<String>,
    },
    /// Words on a plain ground.
    Plate {
        /// The ground.
        ground: Colour,
        /// The colour of the words.
        ink: Colour,
        /// The words.
        words: String,
    },
    /// Words alone.
    Words(String),
    /// Nothing: it holds a place, as not every program minds the edges of a drawing.
    Nothing,
    /// A line from the top left to the bottom right of its box.
    Line {
        /// Its colour.
        colour: Colour,
        /// EMU across.
        weight: u32,
        /// Is it broken?
        dashed: bool,
        /// Where its head is, if it has one.
        head: Option<Head>,
    },
    /// A disc, filled or a ring.
    Disc {
        /// Its colour.
        colour: Colour,
        /// Is it filled?
        filled: bool,
    },
}

/// Which end of a line the head of an arrow is at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// At the right.
    Right,
    /// At the left.
    Left,
}

impl Drawing {
    /// As a run.
    pub(super) fn run(self, ids: &mut Ids) -> Element {
        let Self {
            width,
            height,
            alternative,
            shapes,
        } = self;
        let place = |name, x: &'static str, y: &'static str| element(name).set(x, "0").set(y, "0");
        let size = |name| element(name).number("cx", width).number("cy", height);
        let number = ids.next();
        let group = element("wpg:wgp")
            .with(element("wpg:cNvGrpSpPr"))
            .with(
                element("wpg:grpSpPr").with(
                    element("a:xfrm")
                        .with(place("a:off", "x", "y"))
                        .with(size("a:ext"))
                        .with(place("a:chOff", "x", "y"))
                        .with(size("a:chExt")),
                ),
            )
            .with_all(shapes.into_iter().map(|shape| shape.element(ids.next())));
        let inline = inline(
            width,
            height,
            number,
            &alternative,
            "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
            group,
        );
        run_of(
            Look::default(),
            element("mc:AlternateContent")
                .with(
                    element("mc:Choice")
                        .set("Requires", "wpg")
                        .with(element("w:drawing").with(inline)),
                )
                .with(
                    element("mc:Fallback").with(
                        element("w:t")
                            .set("xml:space", "preserve")
                            .words(alternative),
                    ),
                ),
        )
    }
}

/// Something drawn, standing in a line like a letter.
pub(super) fn inline(
    width: u32,
    height: u32,
    number: u32,
    alternative: &str,
    sort: &'static str,
    content: Element,
) -> Element {
    element("wp:inline")
        .set("distT", "0")
        .set("distB", "0")
        .set("distL", "0")
        .set("distR", "0")
        .with(
            element("wp:extent")
                .number("cx", width)
                .number("cy", height),
        )
        .with(
            element("wp:effectExtent")
                .set("l", "0")
                .set("t", "0")
                .set("r", "0")
                .set("b", "0"),
        )
        .with(
            element("wp:docPr")
                .number("id", number)
                .set("name", format!("Picture {number}"))
                .set("descr", alternative.to_owned()),
        )
        .with(element("wp:cNvGraphicFramePr"))
        .with(element("a:graphic").with(element("a:graphicData").set("uri", sort).with(content)))
}

impl Shape {
    fn element(self, number: u32) -> Element {
        let geometry = match &self.form {
            Form::Box { .. } | Form::Plate { .. } | Form::Words(_) | Form::Nothing => "rect",
            Form::Line { .. } => "line",
            Form::Disc { .. } => "ellipse",
        };
        let place = element("a:xfrm")
            .with(element("a:off").number("x", self.x).number("y", self.y))
            .with(
                element("a:ext")
                    .number("cx", self.width)
                    .number("cy", self.height),
            );
        let geometry = element("a:prstGeom")
            .set("prst", geometry)
            .with(element("a:avLst"));
        let properties = element("wps:spPr").with(place).with(geometry);
        let (properties, words) = self.form.drawn(properties);
        let shape = element("wps:wsp")
            .with(
                element("wps:cNvPr")
                    .number("id", number)
                    .set("name", format!("Shape {number}")),
            )
            .with(element("wps:cNvSpPr"))
            .with(properties);
        let body = element("wps:bodyPr")
            .set("wrap", "square")
            .set("lIns", "0")
            .set("tIns", "0")
            .set("rIns", "0")
            .set("bIns", "0")
            .set("anchor", "ctr");
        match words {
            Some((words, ink)) => shape
                .with(written(words, ink))
                .with(body.with(element("a:noAutofit"))),
            None => shape.with(body),
        }
    }
}

impl Form {
    /// The properties of a shape with how it is drawn, and the words in it with their
    /// colour.
    fn drawn(self, properties: Element) -> (Element, Option<(String, Colour)>) {
        match self {
            Self::Box { shade, words } => {
                let drawn = properties.with(fill(shade)).with(outline(shade.edge, HAIR));
                (drawn, words.map(|words| (words, shade.words)))
            }
            Self::Plate { ground, ink, words } => {
                let none = element("a:ln").with(element("a:noFill"));
                (
                    properties.with(solid(ground)).with(none),
                    Some((words, ink)),
                )
            }
            Self::Words(words) => (unseen(properties), Some((words, INK))),
            Self::Nothing => (unseen(properties), None),
            Self::Line {
                colour,
                weight,
                dashed,
                head,
            } => {
                let mut line = outline(colour, weight);
                if dashed {
                    line = line.with(element("a:prstDash").set("val", "sysDash"));
                }
                let end = |name| {
                    element(name)
                        .set("type", "triangle")
                        .set("w", "med")
                        .set("len", "med")
                };
                line = match head {
                    Some(Head::Left) => line.with(end("a:headEnd")),
                    Some(Head::Right) => line.with(end("a:tailEnd")),
                    None => line,
                };
                (properties.with(element("a:noFill")).with(line), None)
            }
            Self::Disc { colour, filled } => {
                let inside = solid(if filled { colour } else { PAPER });
                let drawn = properties.with(inside).with(outline(colour, RING));
                (drawn, None)
            }
        }
    }
}

/// Words in the middle of a shape. Not every program looks styles up there, so what matters
/// is said again.
fn written(words: String, ink: Colour) -> Element {
    let look = Look {
        ink: Some(ink),
        size: Some(15),
        ..Look::default()
    };
    let paragraph = Paragraph::of("ChartFigure")
        .justify(Some("center"))
        .run(run(words, look));
    element("wps:txbx").with(element("w:txbxContent").with(paragraph.element()))
}

/// How thick the edges of boxes and of discs are, in EMU.
const HAIR: u32 = 6_350;
const RING: u32 = 19_050;

fn unseen(properties: Element) -> Element {
    properties
        .with(element("a:noFill"))
        .with(element("a:ln").with(element("a:noFill")))
}

fn solid(colour: Colour) -> Element {
    element("a:solidFill").with(element("a:srgbClr").set("val", colour.hex()))
}

fn outline(colour: Colour, weight: u32) -> Element {
    element("a:ln").number("w", weight).with(solid(colour))
}

fn fill(shade: Fill) -> Element {
    let preset = match shade.mark {
        Mark::Plain => return solid(shade.ground),
        Mark::Hatch => "ltUpDiag",
        Mark::Dots => "pct5",
    };
    let colour =
        |name, colour: Colour| element(name).with(element("a:srgbClr").set("val", colour.hex()));
    element("a:pattFill")
        .set("prst", preset)
        .with(colour("a:fgClr", shade.marked))
        .with(colour("a:bgClr", shade.ground))
}

/// A picture of a file, with the name that the document has for its part.
pub(super) fn picture(
    width: u32,
    height: u32,
    number: u32,
    alternative: &str,
    part: &'static str,
) -> Element {
    let content = element("pic:pic")
        .with(
            element("pic:nvPicPr")
                .with(
                    element("pic:cNvPr")
                        .number("id", number)
                        .set("name", format!("Picture {number}")),
                )
                .with(element("pic:cNvPicPr")),
        )
        .with(
            element("pic:blipFill")
                .with(element("a:blip").set("r:embed", part))
                .with(element("a:stretch").with(element("a:fillRect"))),
        )
        .with(
            element("pic:spPr")
                .with(
                    element("a:xfrm")
                        .with(element("a:off").set("x", "0").set("y", "0"))
                        .with(element("a:ext").number("cx", width).number("cy", height)),
                )
                .with(
                    element("a:prstGeom")
                        .set("prst", "rect")
                        .with(element("a:avLst")),
                ),
        );
    let inline = inline(
        width,
        height,
        number,
        alternative,
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
        content,
    );
    run_of(Look::default(), element("w:drawing").with(inline))
}
