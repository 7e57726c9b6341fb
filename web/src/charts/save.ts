// Files made in the browser. A picture is the SVG as it is seen: what the style sheet says of it is
// written onto a copy, as an SVG alone has no style sheet; the page's policy allows data: images.
const SCALE = 2; // for screens and slides of today

const kept = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linecap",
    "stroke-linejoin", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "opacity", "visibility"];

export function saveFile(name: string, bytes: Blob): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(bytes);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** "How deals end" as "how-deals-end". */
export function fileName(title: string): string {
    const plain = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "etalon";
}

function dressed(svg: SVGSVGElement, width: number, height: number): string {
    const copy = svg.cloneNode(true) as SVGSVGElement;
    const from = [svg, ...svg.querySelectorAll<SVGElement>("*")];
    const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
    from.forEach((element, i) => {
        const style = getComputedStyle(element);
        for (const name of kept) to[i]?.setAttribute(name, style.getPropertyValue(name));
        to[i]?.removeAttribute("style");
        to[i]?.removeAttribute("class");
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", String(width));
    copy.setAttribute("height", String(height));
    return new XMLSerializer().serializeToString(copy);
}

/** The picture of `svg` on the page's ground. */
export async function png(svg: SVGSVGElement): Promise<Blob> {
    const box = svg.viewBox.baseVal;
    const width = box?.width || svg.clientWidth;
    const height = box?.height || svg.clientHeight;
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(dressed(svg, width, height))}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("no canvas");
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((give, refuse) => canvas.toBlob((blob) => (blob ? give(blob) : refuse(new Error("no picture"))), "image/png"));
}
